//! Reads news reports and keeps the record.

use std::io::{self, BufRead, Read, Write};

use anyhow::Result;
use clap::{Parser, Subcommand};
use dateline_reader::Reader;
use dateline_record::Report;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read reports and print their records.
    Read {
        files: Vec<String>,
        #[arg(long, default_value = "text")]
        input: String,
        #[arg(long, default_value = "text")]
        format: String,
        #[arg(long)]
        published: Option<String>,
    },
}

fn main() -> Result<()> {
    let Command::Read { files, input, format: _, published } = Arguments::parse().command;
    let reader = Reader::new()?;
    let stdout = io::stdout();
    let mut out = io::BufWriter::new(stdout.lock());
    if input == "jsonl" {
        for line in io::stdin().lock().lines() {
            let report: Report = serde_json::from_str(&line?)?;
            match reader.read(&report) {
                Ok(record) => serde_json::to_writer(&mut out, &record)?,
                Err(error) => serde_json::to_writer(
                    &mut out,
                    &serde_json::json!({"id": report.id, "error": {"code": "empty", "message": error.to_string()}}),
                )?,
            }
            writeln!(out)?;
        }
    }
    for file in files {
        let mut text = String::new();
        if file == "-" {
            io::stdin().read_to_string(&mut text)?;
        } else {
            text = std::fs::read_to_string(&file)?;
        }
        let report = Report { text, published: published.clone(), ..Report::default() };
        serde_json::to_writer_pretty(&mut out, &reader.read(&report)?)?;
        writeln!(out)?;
    }
    Ok(())
}
