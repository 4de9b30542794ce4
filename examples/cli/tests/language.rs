//! The language that the program speaks to people, and what does not change with it.

mod run;

use std::fs;

use run::{Folder, in_locale, inside_of, limpide, with_input};
use serde_json::Value;

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";

#[test]
fn check_explains_itself_in_french() {
    let done = with_input(&["check", "--lang", "fr"], DAMAGED);
    assert_eq!(done.code, 1);
    let said = "altération\u{a0}: «\u{a0}entrance\u{a0}» est mis pour «\u{a0}front\u{a0}» (sûr à ";
    assert!(done.out.starts_with(said), "{}", done.out);
    assert!(done.out.contains("= pourquoi\u{a0}: «\u{a0}de\u{a0}» ne peut pas précéder une voyelle"), "{}", done.out);
    assert!(done.out.contains("«\u{a0}le\u{a0}» ne peut pas précéder une voyelle"), "{}", done.out);
    assert!(done.talk.starts_with("-: passé par un logiciel de réécriture (sûr à "), "{}", done.talk);
    assert!(done.talk.ends_with("4 endroits altérés\u{202f}; 4 à corriger, 0 douteux\n"), "{}", done.talk);
    let clean = with_input(&["--lang=fr", "check"], "Le front ukrainien résiste.\n");
    assert_eq!((clean.code, clean.out.as_str(), clean.talk.as_str()), (0, "", "-: rien à signaler\n"));
}

#[test]
fn doubtful_places_are_named_as_such() {
    let french = with_input(&["check", "--lang=fr", "--apply-from=1"], DAMAGED);
    assert!(french.out.starts_with("doute\u{a0}: «\u{a0}entrance\u{a0}» est peut-être mis pour «\u{a0}front\u{a0}»"));
    assert!(french.out.contains(", laissé tel quel)"), "{}", french.out);
    let english = with_input(&["check", "--lang=en", "--apply-from=1"], DAMAGED);
    assert!(english.out.starts_with("doubt: “entrance” may stand for “front”"), "{}", english.out);
    assert!(english.out.contains(" sure, left alone)"), "{}", english.out);
}

#[test]
fn several_articles_are_counted_in_french() {
    let folder = Folder::new();
    let record = serde_json::json!({ "text": DAMAGED }).to_string();
    let file = folder.file("a.jsonl", &format!("{record}\n{record}\n{{\"text\":\"Rien.\"}}\n"));
    let done = limpide(["check", "--lang=fr", &file]);
    let said = "3 articles, dont 2 passés par un logiciel de réécriture\u{202f}; 8 à corriger, 0 douteux\n";
    assert!(done.talk.ends_with(said), "{}", done.talk);
}

#[test]
fn explain_weighs_in_french() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    let done = limpide(["explain", "--lang=fr", &format!("{file}:1")]);
    for said in [
        "  au total, en logarithmes naturels des cotes\u{202f}; entrée front ← entrance, relevée dans des articles altérés",
        "+7,0  élision\u{a0}: «\u{a0}le\u{a0}» ne peut pas précéder une voyelle",
        "= ou\u{a0}: «\u{a0}",
    ] {
        assert!(done.out.contains(said), "{}", done.out);
    }
    let nothing = limpide(["explain", "--lang=fr", &format!("{}:1", folder.file("b.txt", "Rien.\n"))]);
    assert!(nothing.talk.contains("b.txt:1: rien n’a été pesé\u{202f}; "), "{}", nothing.talk);
}

#[test]
fn fix_counts_its_repairs_in_french() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    let done = limpide(["fix", "--lang=fr", "--write", &file]);
    assert_eq!((done.code, done.talk), (0, format!("{file}: 4 corrections\n")));
}

#[test]
fn the_locale_decides_unless_an_option_does() {
    let french = [
        &[("LANG", "fr_FR.UTF-8")][..],
        &[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "fr_CA")],
        &[("LANG", "C"), ("LC_MESSAGES", "C"), ("LC_ALL", "fr")],
        &[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "fr_BE@euro")],
    ];
    let english = [
        &[][..],
        &[("LANG", "C.UTF-8")],
        &[("LANG", "de_DE.UTF-8")],
        &[("LANG", "frp_FR")],
        &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")],
        &[("LANG", "fr_FR.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")],
    ];
    for (locales, said) in [(&french[..], "altération\u{a0}: "), (&english[..], "damage: ")] {
        for locale in locales {
            for args in [&["check"][..], &["check", "--lang=auto"]] {
                let done = in_locale(locale, args, DAMAGED);
                assert!(done.out.starts_with(said), "{locale:?}: {}", done.out);
            }
        }
    }
    assert!(in_locale(french[0], &["check", "--lang=en"], DAMAGED).out.starts_with("damage: "));
    let odd = with_input(&["check", "--lang=de"], DAMAGED);
    assert!(odd.code == 2 && odd.talk.contains("[possible values: en, fr, auto]"), "{}", odd.talk);
}

#[test]
fn data_are_the_same_in_every_language() {
    for report in ["json", "jsonl"] {
        let [english, french] = ["en", "fr"].map(|lang| {
            let args = ["check", "--explain", "--report", report, "--lang", lang];
            let done = with_input(&args, DAMAGED);
            assert_eq!((done.code, done.talk.as_str()), (1, ""));
            done.out
        });
        assert_eq!(english, french);
        assert!(serde_json::from_str::<Value>(&english).is_ok());
    }
    let [english, french] = ["en", "fr"].map(|lang| with_input(&["fix", "--diff", "--lang", lang], DAMAGED).out);
    assert_eq!(english, french);
}

#[test]
fn help_tells_the_thresholds_that_hold() {
    use limpide::CleanerBuilder;
    let usual = [CleanerBuilder::APPLY_FROM, CleanerBuilder::HINT_FROM, CleanerBuilder::EXPECT_DAMAGED];
    let explained = [CleanerBuilder::APPLY_FROM, 0.0, CleanerBuilder::EXPECT_DAMAGED];
    for (command, thresholds) in [("check", usual), ("fix", usual), ("explain", explained)] {
        let help = limpide([command, "--help"]).out;
        for (option, threshold) in ["--apply-from", "--hint-from", "--expect-damaged"].into_iter().zip(thresholds) {
            let text = help.split(option).nth(1).and_then(|text| text.split("\n      --").next());
            assert!(text.is_some_and(|text| text.contains(&format!("[default: {threshold}]"))), "{help}");
        }
    }
}

#[test]
fn the_readme_shows_what_check_prints() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let readme = fs::read_to_string(format!("{root}/README.md")).unwrap();
    let shown = readme.split("```\n").find(|block| block.starts_with("damage: “entrance”")).unwrap();
    let done = inside_of(root, &["check", "--lang=en", "examples/articles/alliance.txt"]);
    assert!(done.out.contains(shown), "the README shows\n{shown}of\n{}", done.out);
}
