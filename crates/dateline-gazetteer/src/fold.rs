use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as the gazetteer looks it up: in lower case, without accents, apostrophes and full
/// stops, hyphens as spaces, `Saint` as `St`, `Mt`
/// and `Ft` as `Mount` and `Fort`, without a leading article.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.nfd().filter(|&letter| !is_combining_mark(letter)) {
        match letter {
            '.' | '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' => {}
            '-' | '–' | '—' | ',' | '/' => push_space(&mut folded),
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            letter if letter.is_whitespace() => push_space(&mut folded),
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    let trimmed = folded.trim();
    let bare = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    let words = [("saint ", "st "), ("mt ", "mount "), ("ft ", "fort ")];
    let short = words.iter().find_map(|(from, to)| Some((to, bare.strip_prefix(from)?)));
    match short {
        Some((word, rest)) => format!("{word}{rest}"),
        None => bare.to_owned(),
    }
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}
