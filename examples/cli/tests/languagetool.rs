//! The doors of the LanguageTool protocol, asked as its clients ask them.

#![cfg(feature = "serve")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod service;

use serde_json::{Value, json};
use service::{Answer, DAMAGED, Service, agent, answer};

#[test]
fn a_client_of_languagetool_finds_every_key_it_knows() {
    let service = Service::start(&[]);
    let languages = service.get("/v2/languages").json();
    assert!(languages.as_array().unwrap().contains(&json!({ "name": "French", "code": "fr", "longCode": "fr-FR" })));

    let text = format!("Bilan 😀👩‍🚀.\n{DAMAGED}");
    let got = service.form("/v2/check", &[("language", "fr-FR"), ("text", &text)]);
    assert_eq!((got.status, got.header("content-type")), (200, "application/json"));
    let got = got.json();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&got), "language matches software warnings");
    assert_eq!(keys(&got["software"]), "apiVersion buildDate name premium premiumHint status version");
    assert_eq!(got["warnings"], json!({ "incompleteResults": false }));
    assert_eq!(keys(&got["language"]), "code detectedLanguage name");
    assert_eq!((&got["language"]["name"], &got["language"]["code"]), (&json!("French"), &json!("fr-FR")));
    assert_eq!(keys(&got["language"]["detectedLanguage"]), "code confidence name source");
    let matches = got["matches"].as_array().unwrap();
    assert_eq!(matches.len(), 3);
    let units: Vec<u16> = text.encode_utf16().collect();
    let cut = |units: &[u16], at: &Value| {
        let (offset, length) = (at["offset"].as_u64().unwrap() as usize, at["length"].as_u64().unwrap() as usize);
        String::from_utf16(&units[offset..offset + length]).unwrap()
    };
    for (found, (word, repair)) in
        matches.iter().zip([("entrance", "front"), ("entrance", "front"), ("applied sciences", "technologies")])
    {
        assert_eq!(
            keys(found),
            "context contextForSureMatch ignoreForIncompleteSentence length message offset replacements rule sentence \
             shortMessage type"
        );
        assert_eq!((cut(&units, found).as_str(), &found["replacements"][0]["value"]), (word, &json!(repair)));
        let context = &found["context"];
        let shown: Vec<u16> = context["text"].as_str().unwrap().encode_utf16().collect();
        assert_eq!(cut(&shown, context), word);
        assert!(shown.len() <= 40 + 40 + word.len() + 6 && !context["text"].as_str().unwrap().contains('\n'));
        assert_eq!(found["sentence"], DAMAGED);
        assert_eq!(keys(&found["rule"]), "category description id issueType");
        assert!(found["message"].as_str().unwrap().starts_with("«\u{a0}"), "{found}");
    }
}

#[test]
fn languagetool_is_asked_in_all_the_ways_that_clients_do() {
    let service = Service::start(&[]);
    let count = |answer: Answer| {
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()["matches"].as_array().unwrap().len()
    };
    // A form that is labelled JSON, JSON, an address.
    let form = "language=auto&text=Les+soldats+tiennent+les+lignes+de+entrance+et+le+entrance+r%C3%A9siste.";
    assert_eq!(count(service.post_with("/v2/check", &[("content-type", "application/json")], form)), 2);
    assert_eq!(count(service.post("/v2/check", &json!({ "language": "fr", "text": DAMAGED }).to_string())), 3);
    assert_eq!(count(service.get(&format!("/v2/check?{form}"))), 2);
    // Other languages, told or seen.
    assert_eq!(count(service.form("/v2/check", &[("language", "en-US"), ("text", DAMAGED)])), 0);
    let english = "The mayor of the town said on Monday that the works at the entrance of the station would begin in spring, and that all of the shops would stay open for those who live there.";
    let seen = service.form("/v2/check", &[("language", "auto"), ("text", english)]);
    assert_eq!(seen.json()["language"]["code"], "en");
    assert_eq!(count(seen), 0);
    // Rules that the user has switched off, and messages for those who read English.
    let with = |name, value| service.form("/v2/check", &[("language", "fr"), ("text", DAMAGED), (name, value)]);
    assert_eq!(count(with("disabledRules", "AUTRE,LIMPIDE_DAMAGE")), 0);
    assert_eq!(count(with("disabledCategories", "CONFUSED_WORDS")), 0);
    assert_eq!(count(with("enabledOnly", "true")), 0);
    let english = with("motherTongue", "en-GB").json();
    assert!(
        english["matches"][0]["message"].as_str().unwrap().starts_with("“entrance” stands for “front”: "),
        "{english}"
    );
    // Pages of other origins, and editors in the browser, may ask, and show a token.
    assert_eq!(with("level", "picky").header("access-control-allow-origin"), "*");
    let asked = agent().options(service.url("/v2/check")).header("origin", "https://redaction.example");
    let asked =
        asked.header("access-control-request-method", "POST").header("access-control-request-headers", "authorization");
    let may = answer(asked.call());
    assert_eq!((may.status, may.header("access-control-allow-headers")), (200, "authorization"));
    for (pairs, said) in [
        (&[("language", "fr")][..], "Error: Missing 'text' or 'data' parameter"),
        (&[("text", "a")], "Error: Missing 'language' parameter"),
        (&[("language", "fr"), ("text", "a"), ("data", "{}")], "Error: Set only"),
        (&[("language", "fr"), ("data", "{}")], "Error: the 'data' parameter cannot be read"),
        (&[("language", "fr"), ("data", "{\"annotation\":[{}]}")], "Error: each part of 'annotation'"),
    ] {
        let refused = service.form("/v2/check", pairs);
        assert_eq!((refused.status, refused.header("content-type")), (400, "text/plain; charset=utf-8"));
        assert!(refused.text.starts_with(said), "{}", refused.text);
    }
}

#[test]
fn annotated_text_is_told_of_in_places_that_count_its_markup() {
    let service = Service::start(&[]);
    let runs = [
        ("markup", "<h1 title=\"😀\">", ""),
        ("text", "Bilan 😀 du jour", ""),
        ("markup", "</h1>", "\n\n"),
        ("text", "Sur les lignes de ", ""),
        ("markup", "<b>", ""),
        ("text", "entrance", ""),
        ("markup", "</b>", ""),
        ("text", ", le entrance résiste grâce aux applied ", ""),
        ("markup", "<i>", ""),
        ("text", "sciences", ""),
        ("markup", "</i>", ""),
        ("text", " militaires.", ""),
    ];
    let annotation: Vec<Value> =
        runs.iter().map(|(kind, text, read)| json!({ *kind: text, "interpretAs": read })).collect();
    let whole: Vec<u16> = runs.iter().map(|(_, text, _)| *text).collect::<String>().encode_utf16().collect();
    let data = json!({ "annotation": annotation }).to_string();
    let got = service.form("/v2/check", &[("language", "fr"), ("data", &data)]).json();
    let found = got["matches"].as_array().unwrap().iter().map(|found| {
        let (offset, length) = (found["offset"].as_u64().unwrap() as usize, found["length"].as_u64().unwrap() as usize);
        let repair = found["replacements"][0]["value"].as_str().unwrap_or_default().to_string();
        (String::from_utf16(&whole[offset..offset + length]).unwrap(), repair)
    });
    let found: Vec<_> = found.collect();
    // A repair that would take markup away is not offered; the place is told of all the same.
    let wanted = [("entrance", "front"), ("entrance", "front"), ("applied <i>sciences", "")];
    assert_eq!(found, wanted.map(|(word, repair)| (word.to_string(), repair.to_string())));
    // Some clients send it as JSON inside JSON.
    let nested = json!({ "language": "fr", "data": { "annotation": annotation } }).to_string();
    assert_eq!(service.post("/v2/check", &nested).json()["matches"], got["matches"]);
}
