//! Which names name the same, and which do not. All names are invented.

use dateline_names::{LONGEST_NAME, Schema, compare, score};
use proptest::prelude::*;

fn assert_all(schema: Schema, same: bool, cases: &[(&str, &str, &str)]) {
    for (phenomenon, first, second) in cases {
        let found = compare(first, second, schema);
        assert_eq!(found.score >= 0.5, same, "{phenomenon}: {first} | {second}: {found:#?}");
    }
}

#[test]
fn names_of_one_person() {
    let cases = [
        ("order with comma", "Petrova, Anna", "Anna Petrova"),
        ("initial", "A. Petrova", "Anna Petrova"),
        ("initials written together", "JP Marchand", "Jean-Pierre Marchand"),
        ("middle name", "Anna Maria Petrova", "Anna Petrova"),
        ("title", "Dr. Anna Petrova", "Anna Petrova"),
        ("nickname", "Bob Hanley", "Robert Hanley"),
        ("diacritics", "Jiří Dvořáček", "Jiri Dvoracek"),
        ("typo", "Anna Pterova", "Anna Petrova"),
        ("hyphen", "Marie-Claire Dubois", "Marie Claire Dubois"),
        ("no blank", "AnnaPetrova", "Anna Petrova"),
        ("particle", "Karl von Rosenau", "Karl Rosenau"),
        ("Russian", "Юрий Михайлович Соколов", "Yuri Sokolov"),
        ("Ukrainian and Russian forms", "Володимир Гончаренко", "Vladimir Goncharenko"),
        ("Greek", "Γιώργος Παπαδάκης", "Giorgos Papadakis"),
        ("Georgian", "გიორგი ბერიძე", "Giorgi Beridze"),
        ("Arabic", "محمد حسن", "Mohammed Hassan"),
        ("Arabic, two spellings", "Abd al-Rahman Yousouf", "Abdulrahman Yusuf"),
        ("Persian", "حسین کریمی", "Hossein Karimi"),
        ("Hebrew", "משה לוי", "Moshe Levi"),
        ("Turkish", "Mehmet Yıldırım", "Mehmet Yildirim"),
        ("Hindi", "राजेश शर्मा", "Rajesh Sharma"),
        ("Chinese", "王小明", "Wang Xiaoming"),
        ("Chinese, traditional characters", "張國華", "张国华"),
        ("Wade-Giles", "Chou Hsiao-ping", "Zhou Xiaoping"),
        ("Korean", "이순자", "Lee Soon-ja"),
        ("Korean, two romanisations", "Ri Yong-su", "Lee Yong Soo"),
        ("Vietnamese", "Nguyễn Văn Hùng", "Nguyen Van Hung"),
        ("Japanese kana", "アンナ・ペトロワ", "Anna Petrowa"),
        ("homoglyph", "Аnnа Petrova", "Anna Petrova"),
    ];
    assert_all(Schema::Person, true, &cases);
}

#[test]
fn names_of_two_persons() {
    let cases = [
        ("given name", "Anna Petrova", "Olga Petrova"),
        ("family name", "Anna Petrova", "Anna Sokolova"),
        ("patronymic", "Yuri Ivanovich Sokolov", "Yuri Petrovich Sokolov"),
        ("wrong initial", "B. Petrova", "Anna Petrova"),
        ("initials alone", "A.P.", "Anna Petrova"),
        ("parent and child", "Omar bin Yusuf al-Harithi", "Yusuf bin Omar al-Harithi"),
        ("origin", "Omar Hasan al-Basri", "Omar Hasan al-Halabi"),
        ("generation", "Robert Hanley II", "Robert Hanley III"),
        ("Chinese, one character", "王小明", "王小红"),
        ("Korean, one syllable", "이순자", "이순희"),
        ("nothing in common", "Anna Petrova", "John Hale"),
        ("titles alone agree", "Dr. Petrova", "Dr. Sokolova"),
    ];
    assert_all(Schema::Person, false, &cases);
}

#[test]
fn names_of_one_organisation() {
    let cases = [
        ("legal form", "Northern Fisheries Ltd.", "Northern Fisheries Limited"),
        ("legal form before", "ООО «Северный ветер»", "Severny Veter LLC"),
        ("legal form in full", "Molinari S.p.A.", "Molinari Società per Azioni"),
        ("Chinese legal form", "東方海運有限公司", "東方海運"),
        ("article", "The Harbour Trust", "Harbour Trust"),
        ("ampersand", "Hale & Petrov Shipping", "Hale and Petrov Shipping"),
        ("acronym", "NFA", "National Fisheries Agency"),
        ("stops", "N.F.A. Holdings", "NFA Holdings"),
        ("blank", "Sea Star Lines", "Seastar Lines"),
        ("British spelling", "Centre for Harbour Research", "Center for Harbour Research"),
        ("typo", "Northern Fisherries", "Northern Fisheries"),
    ];
    assert_all(Schema::Organisation, true, &cases);
}

#[test]
fn names_of_two_organisations() {
    let cases = [
        ("Roman numerals", "Harbour Fund III LP", "Harbour Fund IV LP"),
        ("numbers", "Harbour Bank Branch No 2", "Harbour Bank Branch No 7"),
        ("a number and none", "Harbour Fund II", "Harbour Fund"),
        ("country", "Government of Ruritania", "Government of Borduria"),
        ("line of business", "Northern Shipping Insurance", "Northern Shipping Repairs"),
        ("a word more", "Northern Fisheries Research Vessels", "Northern Fisheries"),
        ("generic words alone agree", "Hale Holding Group", "Ossowska Holding Group"),
        ("acronym of other words", "NFA", "National Railway Agency"),
    ];
    assert_all(Schema::Organisation, false, &cases);
}

#[test]
fn reasons_name_what_was_seen() {
    for (first, second, schema, reason) in [
        ("Аnna Petrova", "Anna Petrova", Schema::Person, "А is a Cyrillic letter"),
        ("Bob Hanley", "Robert Hanley", Schema::Person, "forms of one name"),
        ("A. Petrova", "Anna Petrova", Schema::Person, "A may stand for Anna"),
        ("Fund II", "Fund IX", Schema::Organisation, "numbers differ: ii, ix"),
        ("Anna Hale", "Olga Hale", Schema::Person, "Anna stands where the other has Olga"),
        ("", "Anna Hale", Schema::Person, "no letters"),
        ("Gen. Anna Hale", "Anna Hale", Schema::Person, "Gen is a title"),
    ] {
        let why = compare(first, second, schema).why;
        assert!(why.iter().any(|found| found.contains(reason)), "{reason:?} in {why:#?}");
    }
}

#[test]
fn what_was_not_compared_to_its_end_is_not_called_the_same() {
    let long = "Anna Petrova ".repeat(LONGEST_NAME);
    let longer = format!("{long} Hale");
    let found = compare(&long, &longer, Schema::Person);
    assert!(found.score < 0.5, "{found:?}");
    assert!(found.why.iter().any(|reason| reason.contains("only in its first")), "{found:?}");
    assert!((score(&long, &long, Schema::Person) - 1.0).abs() < f64::EPSILON);
}

#[test]
fn a_schema_that_is_not_known_is_told_by_the_words() {
    assert!(score("Harbour Company Ltd", "Harbour Company", Schema::Unknown) > 0.5);
    assert!(score("Petrova, Anna", "Anna Petrova", Schema::Unknown) > 0.5);
}

proptest! {
    #[test]
    fn any_names_have_the_same_score_either_way(first in ".{0,60}", second in ".{0,60}") {
        for schema in [Schema::Person, Schema::Organisation, Schema::Unknown] {
            let there = compare(&first, &second, schema);
            let back = score(&second, &first, schema);
            prop_assert!((0.0..=1.0).contains(&there.score));
            prop_assert!((there.score - back).abs() < 1e-3, "{} {}", there.score, back);
            prop_assert!(first != second || there.score > 0.9 || there.score == 0.0);
        }
    }
}
