//! Prints the words of standard input, one a line, with an empty line after each sentence. A word
//! that is of one token with the one before it has a `+` before it; offsets count code points.

use std::io::{self, Read, Write};

use dateline_text::{CharIndex, segment};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let chars = CharIndex::new(&text);
    let segmented = segment(&text);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for sentence in &segmented.sentences {
        for word in &segmented.words[sentence.clone()] {
            let span = chars.span(word.span);
            let joined = if word.joined { "+" } else { "" };
            writeln!(out, "{}\t{}\t{joined}{}", span.start, span.end, word.span.of(&text))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
