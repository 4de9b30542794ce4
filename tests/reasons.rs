//! Findings in words: every kind of evidence in every language, for and against.

#![allow(missing_docs, clippy::unwrap_used)]

use limpide::dictionary::Tier;
use limpide::report::Language;
use limpide::{Evidence, EvidenceKind, Finding, Repair, Span, Verdict};

use EvidenceKind::{Article, Dictionary, Elision, Foreign, Frequency, Neighbours};

/// A finding of *entrance* for *front*, with another original beside it.
fn finding(evidence: &[(EvidenceKind, f32, f32)]) -> Finding {
    let repair = |text: &str, probability| Repair { text: text.to_string(), original: text.to_string(), probability };
    Finding {
        span: Span::new(3, 11),
        found: "entrance".into(),
        repairs: vec![repair("front", 0.9), repair("hall", 0.06)],
        confidence: 0.9,
        damage: 0.96,
        applied: true,
        entry: "front ← entrance".into(),
        original: "front".into(),
        intruder: "entrance".into(),
        french: false,
        before: Some("Le".into()),
        tier: Tier::Observed,
        evidence: evidence.iter().map(|&(kind, weight, over_next)| Evidence { kind, weight, over_next }).collect(),
    }
}

fn spun(damaged: usize) -> Verdict {
    Verdict { spun: damaged > 2, probability: 0.997, damaged, ..Verdict::default() }
}

/// French as it is typed here: with plain spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// What both languages say of one piece of evidence, without its weight.
fn said(finding: &Finding, evidence: (EvidenceKind, f32)) -> [String; 2] {
    Language::ALL.map(|language| {
        let evidence = Evidence { kind: evidence.0, weight: evidence.1, over_next: 0.0 };
        let line = plain(&language.evidence(finding, &evidence, &spun(17)));
        line.split_once("  ").map_or("", |(_, line)| line.trim_start()).rsplit("  ").next().unwrap().to_string()
    })
}

/// Kind and weight, and what is said of them in English and in French.
const CLAUSES: &str = "
elision 7 | “Le” cannot stand before a vowel | « Le » ne peut pas précéder une voyelle
elision -7 | “front” cannot follow “Le” | « front » ne peut pas suivre « Le »
frequency 7 | “entrance” is not in the French lexicon | « entrance » est absent du lexique français
frequency -2 | “entrance” may be as the writer wrote it | « entrance » peut être tel que l’auteur l’a écrit
neighbours 2 | the words around it call for “front” | les mots voisins appellent « front »
neighbours 0 | “entrance” and “front” are even | « entrance » et « front » se valent
neighbours -2 | “front” is seldom seen among these words | « front » se rencontre rarement parmi ces mots
agreement 2.5 | “entrance” does not agree with the words around it | « entrance » ne s’accorde pas avec les mots qui l’entourent
agreement -2.5 | “front” does not agree with the words around it | « front » ne s’accorde pas avec les mots qui l’entourent
dictionary -0.5 | a spinner turns “front” into “entrance” in 61% of cases | un logiciel de réécriture change « front » en « entrance » dans 61 % des cas
dictionary -9 | a spinner turns “front” into “entrance” in under 1% of cases | un logiciel de réécriture change « front » en « entrance » dans moins de 1 % des cas
foreign 1.5 | nothing around it is English | rien n’est en anglais alentour
foreign -1.5 | it may belong to a quotation, a title, a name or an English phrase | ce peut être une citation, un titre, un nom ou une expression anglaise
english 4 | if it belongs to an English phrase, a title or a name, “front” was likelier to stand there | si c’est une expression anglaise, un titre ou un nom, « front » y était plus probable
consistency 0 | “front” stands nowhere else in the article | « front » ne figure nulle part ailleurs dans l’article
consistency -3 | “front” also stands elsewhere in the article, as it is or hidden by another word | « front » figure ailleurs dans l’article, tel quel ou caché par un autre mot
article 13.8 | the article is damaged in 16 other places | l’article est altéré à 16 autres endroits
article -3 | the article as a whole looks sound | l’article semble intact dans son ensemble
";

#[test]
fn every_kind_of_evidence_has_a_clause_in_every_language() {
    let finding = finding(&[]);
    let mut cases = CLAUSES
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let [case, english, french] = line.split(" | ").collect::<Vec<_>>().try_into().unwrap();
            let (name, weight) = case.split_once(' ').unwrap();
            let kind = EvidenceKind::ALL.into_iter().find(|kind| kind.name() == name).unwrap();
            let [said, dit] = said(&finding, (kind, weight.parse().unwrap()));
            assert_eq!((said, dit.split_once(" : ").unwrap().1), (format!("{name}: {english}"), french));
            kind
        })
        .collect::<Vec<_>>();
    cases.dedup();
    cases.sort_unstable();
    assert_eq!(cases, EvidenceKind::ALL);
}

#[test]
fn words_that_are_french_are_compared_by_use() {
    let finding = Finding { french: true, ..finding(&[]) };
    let frequency = |weight| said(&finding, (Frequency, weight));
    assert_eq!(
        frequency(5.0),
        ["frequency: “front” is far more common in French", "fréquence : « front » est bien plus courant"]
    );
    assert_eq!(
        frequency(0.5),
        ["frequency: “front” is more common in French", "fréquence : « front » est plus courant"]
    );
    assert_eq!(
        frequency(-5.0),
        ["frequency: “entrance” is far more common in French", "fréquence : « entrance » est bien plus courant"]
    );
    assert_eq!(
        frequency(-1.2),
        ["frequency: “entrance” is more common in French", "fréquence : « entrance » est plus courant"]
    );
}

#[test]
fn elision_names_the_word_before_and_the_sound() {
    let cases = [
        ("l’", "picture", "“l’” cannot stand before a consonant", "« l’ » ne peut pas précéder une consonne"),
        ("cet", "field", "“cet” cannot stand before a consonant", "« cet » ne peut pas précéder une consonne"),
        ("DU", "hour", "“DU” cannot stand before a silent h", "« DU » ne peut pas précéder un h muet"),
        ("d’", "hall", "“d’” cannot stand before an aspirated h", "« d’ » ne peut pas précéder un h aspiré"),
        ("nouveau", "era", "“nouveau” cannot stand before a vowel", "« nouveau » ne peut pas précéder une voyelle"),
    ];
    for (before, intruder, english, french) in cases {
        let finding =
            Finding { before: Some(before.into()), intruder: intruder.into(), ..finding(&[(Elision, 7.0, 0.0)]) };
        let [said, dit] = Language::ALL.map(|language| plain(&language.reason(&finding, &spun(1))));
        assert_eq!((said.as_str(), dit.as_str()), (english, french));
    }
    let nameless = Finding { before: None, ..finding(&[]) };
    assert!(said(&nameless, (Elision, 7.0))[0].ends_with("“entrance” cannot follow the word before it"));
    assert!(said(&nameless, (Elision, -7.0))[1].ends_with("« front » ne peut pas suivre le mot qui précède"));
}

#[test]
fn a_message_says_what_stands_for_what() {
    let sure = finding(&[]);
    let unsure = Finding { applied: false, ..sure.clone() };
    assert_eq!(Language::English.message(&sure), "“entrance” stands for “front”");
    assert_eq!(Language::English.message(&unsure), "“entrance” may stand for “front”");
    assert_eq!(Language::French.message(&sure), "«\u{a0}entrance\u{a0}» est mis pour «\u{a0}front\u{a0}»");
    assert_eq!(plain(&Language::French.message(&unsure)), "« entrance » est peut-être mis pour « front »");
    let wide = |found: &str, repair: &str| {
        let mut finding = sure.clone();
        finding.found = found.into();
        finding.repairs[0].text = repair.into();
        Language::English.message(&finding)
    };
    assert_eq!(wide("l’picture", "la photo"), "“l’picture” stands for “la photo”");
    assert_eq!(wide("une experience", "une expertise"), "“experience” stands for “expertise”");
}

#[test]
fn a_reason_names_what_can_be_seen_first() {
    let many = [
        (Article, 13.8, 0.0),
        (Neighbours, 8.0, 0.0),
        (Elision, 7.0, 0.0),
        (Frequency, 5.0, 0.0),
        (Foreign, -1.5, 0.0),
    ];
    let finding = finding(&many);
    let reason = |finding: &Finding| Language::ALL.map(|language| plain(&language.reason(finding, &spun(17))));
    assert_eq!(
        reason(&finding),
        [
            "“Le” cannot stand before a vowel, “entrance” is not in the French lexicon, and the words around it call for “front”",
            "« Le » ne peut pas précéder une voyelle, « entrance » est absent du lexique français et les mots voisins appellent « front »"
        ]
    );
    let few = Finding { evidence: finding.evidence[..2].to_vec(), ..finding.clone() };
    assert_eq!(
        reason(&few),
        [
            "the words around it call for “front”, and the article is damaged in 16 other places",
            "les mots voisins appellent « front » et l’article est altéré à 16 autres endroits"
        ]
    );
    let none = Finding { evidence: Vec::new(), ..finding };
    assert_eq!(reason(&none), ["no sign is strong on its own", "aucun indice n’est fort à lui seul"]);
}

#[test]
fn the_article_is_damaged_elsewhere_in_the_right_number() {
    let finding = finding(&[(Article, 3.0, 0.0)]);
    let reason = |damaged| Language::ALL.map(|language| language.reason(&finding, &spun(damaged)));
    assert_eq!(reason(1), ["the article as a whole looks damaged", "l’article semble altéré dans son ensemble"]);
    assert_eq!(reason(2), ["the article is damaged in one other place", "l’article est altéré à un autre endroit"]);
    assert_eq!(reason(3), ["the article is damaged in 2 other places", "l’article est altéré à 2 autres endroits"]);
}

#[test]
fn a_place_left_alone_says_what_made_it_doubtful() {
    let mut finding = finding(&[(Neighbours, 2.0, 0.0), (Frequency, -1.6, 0.0)]);
    (finding.applied, finding.french) = (false, true);
    let reason = |finding: &Finding| Language::ALL.map(|language| plain(&language.reason(finding, &spun(1))));
    (finding.confidence, finding.damage) = (0.57, 0.6);
    assert_eq!(
        reason(&finding),
        [
            "the words around it call for “front”; but “entrance” is more common in French",
            "les mots voisins appellent « front » ; mais « entrance » est plus courant"
        ]
    );
    (finding.confidence, finding.damage, finding.repairs[1].probability) = (0.55, 0.99, 0.4);
    assert!(reason(&finding)[0].ends_with("; but “hall” is nearly as likely"));
    assert!(reason(&finding)[1].ends_with(" ; mais « hall » est presque aussi probable"));
    finding.repairs[1].probability = 0.2;
    assert!(reason(&finding)[0].ends_with("; but other words may have stood there"));
    assert!(reason(&finding)[1].ends_with(" ; mais d’autres mots sont possibles"));
}

#[test]
fn all_that_was_weighed_stands_in_lines() {
    let finding =
        finding(&[(Elision, 7.0, 0.0), (Neighbours, 1.25, -1.6), (Dictionary, -0.7, 3.04), (Foreign, 0.01, 0.01)]);
    let lines = Language::ALL
        .map(|language| language.weighed(&finding, &spun(17)).iter().map(|line| plain(line)).collect::<Vec<_>>());
    assert_eq!(
        lines,
        [
            [
                "  +7.6  in all, as natural logarithms of odds; entry front ← entrance, seen in damaged articles",
                "  +7.0  elision: “Le” cannot stand before a vowel",
                "  +1.2  neighbours: the words around it call for “front” (1.6 behind “hall”)",
                "  −0.7  dictionary: a spinner turns “front” into “entrance” in 50% of cases (3.0 ahead of “hall”)",
            ],
            [
                "  +7,6  au total, en logarithmes naturels des cotes ; entrée front ← entrance, relevée dans des articles altérés",
                "  +7,0  élision : « Le » ne peut pas précéder une voyelle",
                "  +1,2  voisinage : les mots voisins appellent « front » (devancé de 1,6 par « hall »)",
                "  −0,7  dictionnaire : un logiciel de réécriture change « front » en « entrance » dans 50 % des cas (devance « hall » de 3,0)",
            ],
        ]
    );
}

#[test]
fn the_entry_says_where_it_is_known_from() {
    let of = |tier| {
        let finding = Finding { tier, ..finding(&[(Dictionary, 0.0, 2.0)]) };
        Language::ALL.map(|language| plain(&language.weighed(&finding, &spun(1)).join("\n")))
    };
    let [english, french] = of(Tier::User);
    assert!(
        english.contains(", from your dictionary\n  +0.0  dictionary: your dictionary gives “front” for “entrance”")
    );
    assert!(french.contains(
        ", d’après votre dictionnaire\n  +0,0  dictionnaire : votre dictionnaire donne « front » pour « entrance »"
    ));
    assert!(of(Tier::Authored)[0].contains(", from English synonyms\n"));
    assert!(of(Tier::Authored)[1].contains(", d’après les synonymes anglais\n"));
    assert!(of(Tier::Recalled)[0].contains(", from spun English texts\n"));
    assert!(of(Tier::Recalled)[1].contains(", d’après des textes anglais réécrits\n"));
}

#[cfg(feature = "french")]
#[test]
fn findings_of_an_article_carry_what_words_need() {
    let article =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/alliance.txt")).unwrap();
    let report = limpide::Cleaner::french().check(&article);
    assert!(report.findings.len() > 10);
    for finding in &report.findings {
        assert_eq!(finding.entry, format!("{} ← {}", finding.original, finding.intruder));
        assert_eq!(finding.repairs[0].original, finding.original);
        assert_eq!(finding.intruder, finding.intruder.to_lowercase());
        let elision = finding.evidence.iter().any(|evidence| evidence.kind == Elision);
        assert_eq!(finding.before.is_some(), elision, "{finding:?}");
    }
    let of = |intruder: &str| report.findings.iter().find(|finding| finding.intruder == intruder).unwrap();
    assert_eq!((of("entrance").before.as_deref(), of("entrance").french), (Some("Le"), false));
    assert_eq!(of("picture").before.as_deref(), Some("l’"));
    assert_eq!((of("second").before.as_deref(), of("second").french), (None, true));
    assert_eq!((of("views").original.as_str(), of("views").found.as_str()), ("perspectives", "Views"));
}
