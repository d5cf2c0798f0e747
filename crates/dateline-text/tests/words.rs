//! How texts are cut into words: a text, and its words with a space between them; `+` glues a word
//! to the one before it as a part of the same token.

use dateline_text::segment;

/// The words of a text as the tables below write them.
fn words(text: &str) -> String {
    let mut line = String::new();
    for word in segment(text).words {
        if !line.is_empty() {
            line.push(' ');
        }
        if word.joined {
            line.push('+');
        }
        line.push_str(word.span.of(text));
    }
    line
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(words(text), *expected, "{text:?}");
    }
}

#[test]
fn clitics_are_words_of_one_token() {
    check(&[
        ("I don't know.", "I do +n't know ."),
        ("They couldn’t agree", "They could +n’t agree"),
        ("She can't, won't and mustn't", "She ca +n't , wo +n't and must +n't"),
        ("It's Seoul's turn", "It +'s Seoul +'s turn"),
        ("we're, they've, I'll, he'd, I'm", "we +'re , they +'ve , I +'ll , he +'d , I +'m"),
        ("the ministers' talks", "the ministers +' talks"),
        ("the officials’ and residents’ dream", "the officials +’ and residents +’ dream"),
        ("I cannot, gonna, gotta", "I can +not , gon +na , got +ta"),
        ("Acme Corp.'s and the U.S.'s", "Acme Corp. +'s and the U.S. +'s"),
        ("example.com’s and AT&T's", "example.com +’s and AT&T +'s"),
        ("Seoul 's envoy did n't stay", "Seoul 's envoy did n't stay"),
        ("CAN'T STOP", "CA +N'T STOP"),
        ("dont say im late", "do +nt say i +m late"),
        ("'Twas late and y'all left", "'T +was late and y' +all left"),
    ]);
}

#[test]
fn apostrophes_inside_words_stay() {
    check(&[
        (
            "O'Connor met the Shi'ite cleric at 5 o'clock",
            "O'Connor met the Shi'ite cleric at 5 o'clock",
        ),
        ("a coup d'état in the '60s, in '07", "a coup d'état in the '60s , in '07"),
        ("the 1990's, but 2016's and 3M's", "the 1990's , but 2016 +'s and 3M +'s"),
        ("Get 'em out", "Get 'em out"),
    ]);
}

#[test]
fn hyphens_part_words_but_not_prefixes() {
    check(&[
        ("a well-known, long-term plan", "a well - known , long - term plan"),
        ("anti-government non-profit ex-minister", "anti-government non-profit ex-minister"),
        ("mid-September e-mails", "mid-September e-mails"),
        ("Bashar al-Assad and Kim Min-jun", "Bashar al - Assad and Kim Min - jun"),
        ("U.S.-led forces in 2020-24", "U.S. - led forces in 2020 - 24"),
        ("a 3-year-old", "a 3 - year - old"),
        ("the talks—the first—failed", "the talks — the first — failed"),
        ("the talks -- the first -- failed", "the talks -- the first -- failed"),
        ("pages 5–6", "pages 5 – 6"),
    ]);
}

#[test]
fn abbreviations_keep_their_stop() {
    check(&[
        ("Gen. Park and Mr. Lee", "Gen. Park and Mr. Lee"),
        ("J. K. Rowling and J.R.R. Tolkien", "J. K. Rowling and J.R.R. Tolkien"),
        ("George W. Bush", "George W. Bush"),
        ("the U.S. at 5 p.m. EST", "the U.S. at 5 p.m. EST"),
        ("He lives in the U.S.", "He lives in the U.S."),
        ("No. 5 said no.", "No. 5 said no ."),
        ("Acme Corp., Inc. and Co.", "Acme Corp. , Inc. and Co."),
        ("on Sept. 5 and in Calif.", "on Sept. 5 and in Calif."),
        ("a Ph.D. in law", "a Ph.D. in law"),
        ("It was plan B.", "It was plan B ."),
        ("World War I. It", "World War I . It"),
        ("It ended.The army left.", "It ended . The army left ."),
        ("the writer L. Ron Vale", "the writer L. Ron Vale"),
        ("an outbreak of E. coli", "an outbreak of E. coli"),
        ("Yahoo! said", "Yahoo! said"),
        ("Tarn (1203.T) and the index (.TRN)", "Tarn ( 1203.T ) and the index ( .TRN )"),
        ("Vidal (VID.PA) and Tarn (TRN.N)", "Vidal ( VID.PA ) and Tarn ( TRN.N )"),
    ]);
}

#[test]
fn numbers_are_whole() {
    check(&[
        ("1,200.50 and .5 and 20,000,000", "1,200.50 and .5 and 20,000,000"),
        ("at 7:30pm on 9/11", "at 7:30 pm on 9/11"),
        ("$5m, €3.2bn, £20 and US$4", "$ 5 m , € 3.2 bn , £ 20 and US$ 4"),
        ("50% of 3km", "50 % of 3 km"),
        ("the 20th, 1970s and 1980s", "the 20th , 1970s and 1980s"),
        ("call 713-555-0123 or +44 20", "call 713-555-0123 or +44 20"),
        ("on 2024-07-16", "on 2024-07-16"),
        ("won 3-2", "won 3 - 2"),
        ("5p.m. today", "5 p.m. today"),
        ("an F-16 and a Q1 report", "an F - 16 and a Q1 report"),
        ("in 2010,2011", "in 2010 , 2011"),
    ]);
}

#[test]
fn addresses_and_names_of_sites_are_whole() {
    check(&[
        ("see https://example.org/a_(b)?c=d.", "see https://example.org/a_(b)?c=d ."),
        ("(www.example.com/news)", "( www.example.com/news )"),
        ("write to jane.doe@example.co.uk.", "write to jane.doe@example.co.uk ."),
        ("@unhcr on #ceasefire, #1", "@unhcr on #ceasefire , # 1"),
        ("Example.com said", "Example.com said"),
        ("open plan.pdf", "open plan.pdf"),
    ]);
}

#[test]
fn signs_are_words() {
    check(&[
        ("\"No,\" he said.", "\" No , \" he said ."),
        ("“Why?!” she asked…", "“ Why ?! ” she asked …"),
        ("wait... what??", "wait ... what ??"),
        ("AT&T, R&D and Smith & Sons", "AT&T , R&D and Smith & Sons"),
        ("and/or, s/he, w/o, I/B/E/S", "and / or , s/he , w/o , I/B/E/S"),
        ("good :) and :-( .", "good :) and :-( ."),
        ("(he [sic] said)", "( he [ sic ] said )"),
        ("👩‍👩‍👧🇰🇷👍🏽", "👩‍👩‍👧 🇰🇷 👍🏽"),
        (
            "no\u{ad}where e\u{301}te\u{301} \u{feff}Seoul",
            "no\u{ad}where e\u{301}te\u{301} \u{feff}Seoul",
        ),
        ("Seoul\u{a0}said 中文。", "Seoul said 中文 。"),
    ]);
}
