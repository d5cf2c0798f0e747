//! The program itself: version, help, completions, manual pages.

use crate::support::{folder, run};

#[test]
fn the_version_names_the_model() {
    let run = run(&["--version"], "");
    let (program, model) = run.out.trim_end().split_once(" (model ").unwrap();
    assert_eq!(program, concat!("dateline ", env!("CARGO_PKG_VERSION")));
    assert!(model.ends_with(')') && model.len() > 1);
    assert_eq!(run.status, 0);
}

#[test]
fn every_command_has_help_with_a_line_for_itself() {
    let help = run(&["--help"], "").out;
    for command in ["read", "parse", "schema", "completions", "man", "about"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} in {help}");
        let run = run(&[command, "--help"], "");
        assert_eq!(run.status, 0);
        assert!(run.out.contains("Usage: dateline"), "{command}: {}", run.out);
    }
    for command in ["read", "parse", "completions", "man"] {
        assert!(run(&[command, "--help"], "").out.contains("Examples:"), "{command}");
    }
}

#[test]
fn no_command_is_a_wrong_command_line() {
    assert_eq!(run(&[], "").status, 2);
    assert_eq!(run(&["--color", "never"], "").status, 2);
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell], "").out.contains("dateline"), "{shell}");
    }
    assert!(run(&["man"], "").out.contains(".TH dateline 1"));
    let folder = folder("completions_and_manual_pages_are_made");
    let name = folder.display().to_string();
    assert_eq!(run(&["man", &name], "").status, 0);
    assert!(folder.join("dateline-read.1").exists());
}

#[test]
fn the_makers_of_the_data_are_named() {
    let about = run(&["about"], "").out;
    for word in ["GeoNames", "CC BY 4.0", "MIT or Apache-2.0"] {
        assert!(about.contains(word), "{word} in {about}");
    }
}

#[test]
fn the_schema_is_the_one_in_the_docs() {
    let printed: serde_json::Value = serde_json::from_str(&run(&["schema"], "").out).unwrap();
    let kept =
        std::fs::read_to_string(crate::support::root().join("docs/record.schema.json")).unwrap();
    assert_eq!(printed, serde_json::from_str::<serde_json::Value>(&kept).unwrap());
}
