//! The service, asked as clients ask it.

#![cfg(feature = "serve")]
// A service that cannot be started is a failed test.
#![allow(clippy::panic, clippy::unwrap_used)]

mod run;
mod service;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use run::{Folder, with_input};
use serde_json::{Value, json};
use service::{DAMAGED, REPAIRED, Service, chunk};

#[test]
fn check_answers_as_the_command_does() {
    let service = Service::start(&[]);
    let one = service.post("/v1/check", &json!({ "text": DAMAGED }).to_string());
    assert_eq!((one.status, one.header("content-type")), (200, "application/json"));
    let told = with_input(&["check", "--report", "json"], DAMAGED).out;
    let mut told: Value = serde_json::from_str(&told).unwrap();
    told[0]["id"] = Value::Null;
    assert_eq!(one.json(), told);

    let articles =
        json!([{ "id": 7.0, "text": DAMAGED, "n": 1 }, { "id": "b", "text": "Rien à signaler." }, { "text": "" }]);
    let several =
        service.post("/v1/check", &json!({ "articles": articles, "lang": "fr", "explain": true }).to_string());
    let several = several.json();
    assert_eq!(several.as_array().unwrap().len(), 3);
    assert_eq!((&several[0]["id"], &several[1]["id"], &several[2]["id"]), (&json!(7.0), &json!("b"), &Value::Null));
    assert!(several[0]["findings"][0]["evidence"][0]["kind"].is_string());
    let explained = &several[0]["explanations"][0];
    assert_eq!(explained["message"], "«\u{a0}entrance\u{a0}» est mis pour «\u{a0}front\u{a0}»");
    assert!(explained["reason"].as_str().unwrap().contains("voyelle"), "{explained}");
    assert_eq!(several[1]["findings"], json!([]));
}

#[test]
fn clean_gives_the_text_and_the_edits_that_lead_to_it() {
    let service = Service::start(&[]);
    let page = format!("<meta charset=\"iso-8859-1\"><p>😀 {DAMAGED}</p>");
    for (format, sent, wanted) in [
        ("text", DAMAGED.to_string(), REPAIRED.to_string()),
        ("html", page.clone(), page.replace(DAMAGED, REPAIRED)),
        ("markdown", format!("# Titre\n\n*{DAMAGED}*\n"), format!("# Titre\n\n*{REPAIRED}*\n")),
        ("jsonl", format!("{{\"text\":\"{DAMAGED}\"}}\n"), format!("{{\"text\":\"{REPAIRED}\"}}\n")),
    ] {
        let cleaned = service.post("/v1/clean", &json!({ "text": sent, "format": format }).to_string()).json();
        assert_eq!(cleaned["text"], wanted, "{format}");
        assert_eq!(cleaned.as_object().unwrap().len(), 2, "{cleaned}");
        let mut text = sent;
        for edit in cleaned["edits"].as_array().unwrap().iter().rev() {
            let place = |name: &str| edit[name].as_u64().unwrap() as usize;
            text.replace_range(place("start")..place("end"), edit["text"].as_str().unwrap());
        }
        assert_eq!(text, wanted, "{format}");
    }
}

#[test]
fn records_hold_their_articles_in_fields() {
    let service = Service::start(&[]);
    let sent = format!(
        "{{\"articles\": [{{\"id\": 1.50,\n \"titre\": \"Bilan du jour\", \"corps\": {{\"html\": \"<p>{DAMAGED}</p>\"}}, \"n\": 1e2}}, {{\"id\": 2}}], \
         \"fields\": [\"titre\", \"/corps/html:html\"]}}"
    );
    let cleaned = service.post("/v1/clean", &sent);
    let record = format!(
        "{{\"id\": 1.50,  \"titre\": \"Bilan du jour\", \"corps\": {{\"html\": \"<p>{REPAIRED}</p>\"}}, \"n\": 1e2}}"
    );
    assert!(
        cleaned.text.contains(&format!("\"id\":1.50,\"record\":{record},\"edits\":[{{\"start\":")),
        "{}",
        cleaned.text
    );
    assert!(cleaned.json()[1]["errors"][0].as_str().unwrap().starts_with("no field “titre”"), "{}", cleaned.text);
    let checked = service.post("/v1/check", &sent).json();
    assert_eq!(checked[0]["findings"].as_array().unwrap().len(), 3, "{checked}");
    assert_eq!(checked[1]["id"], 2);
    assert!(checked[1]["error"].is_string());
}

#[test]
fn items_of_a_feed_are_articles_and_a_broken_one_does_not_spoil_the_others() {
    let service = Service::start(&[]);
    let item = |id: &str| {
        format!("<item><guid>{id}</guid><title>Bilan du jour</title><description>{DAMAGED}</description></item>")
    };
    let feed = format!("<rss><channel>{}{}</channel></rss>", item("a"), item("b"));
    let articles = json!([{ "id": "flux", "text": feed }, { "id": "cassé", "text": "<rss><channel>" }, { "id": "fin", "text": feed }]);
    let checked = service.post("/v1/check", &json!({ "articles": articles, "format": "xml" }).to_string()).json();
    let ids: Vec<_> = checked.as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "cassé", "a", "b"], "{checked}");
    assert!(checked[2]["error"].is_string() && checked[0]["findings"][0]["applied"] == true, "{checked}");
    let alone = service.post("/v1/clean", &json!({ "text": "<rss><channel>", "format": "xml" }).to_string());
    assert_eq!((alone.status, &alone.json()["text"]), (200, &json!("<rss><channel>")));
    assert!(alone.json()["errors"][0].as_str().unwrap().contains("breaks off"), "{}", alone.text);
}

#[test]
fn what_is_not_in_order_is_refused_with_the_cure() {
    let service = Service::start(&["--max-articles", "2"]);
    for (body, status, said) in [
        ("{\"text\": ", 400, "send {\"text\": \"…\"} as JSON"),
        ("[]", 400, "send {\"text\": \"…\"} as JSON"),
        ("{\"texte\": \"a\"}", 400, "unknown field `texte`"),
        ("{}", 400, "either “text”, a string, or “articles”, a list"),
        ("{\"text\": \"a\", \"articles\": []}", 400, "either “text”"),
        ("{\"text\": \"a\", \"format\": \"pdf\"}", 400, "unknown variant `pdf`"),
        ("{\"text\": \"a\", \"lang\": \"de\"}", 400, "write en or fr"),
        ("{\"text\": \"a\", \"fields\": [\"b\"]}", 400, "send “articles”"),
        ("{\"articles\": [{\"text\": \"a\"}, {\"id\": 1}]}", 400, "articles[1] cannot be read: missing field `text`"),
        ("{\"articles\": [], \"fields\": []}", 400, "names no field"),
        ("{\"articles\": [], \"fields\": [\"a:xml\"]}", 400, "leave “:xml” out"),
        ("{\"articles\": [1, 2, 3]}", 413, "3 articles where at most 2 are taken"),
    ] {
        for door in ["/v1/check", "/v1/clean"] {
            let refused = service.post(door, body);
            assert_eq!((refused.status, refused.header("content-type")), (status, "application/json"), "{body}");
            assert!(refused.json()["error"].as_str().unwrap().contains(said), "{body}: {}", refused.text);
        }
    }
    assert_eq!((service.get("/v1/check").status, service.get("/v1/none").status), (405, 404));
    assert!(service.get("/v1/none").json()["error"].as_str().unwrap().contains("/openapi.json"));
    assert!(service.post("/v1/stream?champ=corps", "").json()["error"].as_str().unwrap().contains("field=NAME"));
}

#[test]
fn what_is_too_large_is_refused_and_read_to_its_end() {
    let service = Service::start(&["--max-body", "1000"]);
    let large = "a".repeat(10_000);
    let refused = service.post("/v1/clean", &json!({ "text": large }).to_string());
    assert_eq!(refused.status, 413);
    assert!(refused.json()["error"].as_str().unwrap().contains("--max-body"), "{}", refused.text);
    let refused = service.form("/v2/check", &[("language", "fr"), ("text", &large)]);
    assert_eq!((refused.status, refused.header("content-type")), (413, "text/plain; charset=utf-8"));
    assert!(refused.text.starts_with("the request has more than 1000 bytes"), "{}", refused.text);
    assert_eq!(service.post("/v1/clean", "{\"text\":\"a\"}").status, 200);
}

#[test]
fn who_finds_no_seat_is_told_to_come_back() {
    let service = Service::start(&["--max-requests", "1"]);
    let mut open = service.open("/v1/stream");
    chunk(&mut open, "{\"text\":\"Rien.\"}\n");
    let mut lines = BufReader::new(open.try_clone().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("Rien.")));
    for (door, plain) in [("/v1/check", false), ("/v2/check", true)] {
        let refused = service.post(door, "{\"text\": \"a\"}");
        assert_eq!((refused.status, refused.header("retry-after")), (503, "1"));
        assert_eq!(refused.text.starts_with("as many requests"), plain, "{}", refused.text);
    }
    assert_eq!((service.get("/healthz").text.as_str(), service.get("/readyz").status), ("ok\n", 200));
    write!(open, "0\r\n\r\n").unwrap();
    drop(lines);
    let began = Instant::now();
    while service.post("/v1/check", "{\"text\": \"a\"}").status != 200 {
        assert!(began.elapsed() < Duration::from_secs(60));
    }
}

#[test]
fn who_sends_too_slowly_is_told() {
    let service = Service::start(&["--timeout", "1"]);
    let mut open = service.open("/v1/check");
    chunk(&mut open, "{\"text\"");
    let mut answer = String::new();
    open.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("did not arrive within 1 s"), "{answer}");
    // A stream that stands still is not ended as if it were whole.
    let mut open = service.open("/v1/stream");
    chunk(&mut open, "{\"text\":\"Rien.\"}\n{\"text\":");
    let mut answer = Vec::new();
    let _ = open.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.contains("Rien.") && !answer.ends_with("0\r\n\r\n"), "{answer}");
}

#[test]
fn who_does_not_say_what_they_want_is_hung_up_on() {
    let service = Service::start(&["--timeout", "1"]);
    let asked = TcpStream::connect(&service.address).unwrap();
    let silent = [TcpStream::connect(&service.address).unwrap(), asked];
    let began = Instant::now();
    (&silent[0]).write_all(b"GET /healthz HT").unwrap();
    (&silent[1]).write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    let answers = silent.map(|mut stream| {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut answer = Vec::new();
        // Whether it ends or breaks off, it does not go on.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    });
    assert!(began.elapsed() >= Duration::from_millis(900) && began.elapsed() < Duration::from_secs(30));
    assert!(!answers[0].starts_with("HTTP/1.1 200") && answers[1].ends_with("ok\n"), "{answers:?}");
}

#[test]
fn pairs_are_told_page_by_page() {
    let folder = Folder::new();
    let own = folder.file("own.tsv", "original\tintruder\nmission\tquest assignment\n");
    let service = Service::start(&["--dictionary", &own]);
    let ask = |query: &str| service.get(&format!("/v1/entries{query}"));
    let pair = |tier: &str, rank: u8, count: u64| {
        json!({ "original": "technologies", "intruder": "applied sciences", "tier": tier, "rank": rank, "count": count,
                "place": "prose" })
    };
    let found = ask("?intruder=Applied%20sciences&tier=recalled").json();
    assert_eq!(found, json!({ "entries": [pair("recalled", 0, 0)], "next": null }));
    let first = ask("?limit=2").json();
    assert_eq!(
        (&first["entries"][0]["tier"], &first["entries"][0]["intruder"]),
        (&json!("user"), &json!("quest assignment"))
    );
    assert_eq!((first["entries"].as_array().unwrap().len(), &first["next"]), (2, &json!(2)));
    // Page by page they are the same as at once.
    let at_once = ask("?original=front&limit=10000").json();
    let (mut pages, mut next) = (Vec::new(), json!(0));
    while !next.is_null() {
        let page = ask(&format!("?original=front&limit=3&after={next}")).json();
        pages.extend(page["entries"].as_array().unwrap().clone());
        next = page["next"].clone();
    }
    assert!(pages.len() > 5 && json!(pages) == at_once["entries"]);
    for (query, said) in [
        ("?tier=guessed", "tiers are authored, recalled, observed and user"),
        ("?limit=0", "write a whole number from 1 to 10000"),
        ("?word=front", "write original, intruder, tier, limit or after"),
    ] {
        let refused = ask(query);
        assert!(refused.status == 400 && refused.json()["error"].as_str().unwrap().contains(said), "{}", refused.text);
    }
}

#[test]
fn a_token_is_asked_for() {
    let service = Service::start(&["--token", "s3same-ouvre-toi"]);
    let body = json!({ "text": DAMAGED }).to_string();
    for door in ["/v1/check", "/v1/clean", "/v1/stream"] {
        let refused = service.post(door, &body);
        assert_eq!((refused.status, refused.header("www-authenticate")), (401, "Bearer"));
        assert_eq!(service.post_with(door, &[("Authorization", "Bearer s3same-ouvre-moi")], &body).status, 401);
        assert_eq!(service.post_with(door, &[("authorization", "bearer s3same-ouvre-toi")], &body).status, 200);
    }
    for door in ["/v2/check", "/review"] {
        assert_eq!(service.form(door, &[("language", "fr"), ("text", "a")]).status, 401);
        let form = [("language", "fr"), ("text", "a"), ("apiKey", "s3same-ouvre-toi")];
        assert_eq!(service.form(door, &form).status, 200);
    }
    assert!(service.get("/").text.contains("name=\"apiKey\""));
    assert_eq!((service.get("/readyz").status, service.get("/v2/languages").status), (200, 200));
}

#[test]
fn a_stream_gives_each_line_as_soon_as_it_is_judged() {
    let service = Service::start(&["--max-body", "400"]);
    let mut open = service.open("/v1/stream?field=corps");
    let mut lines = BufReader::new(open.try_clone().unwrap()).lines().map(Result::unwrap);
    chunk(&mut open, &format!("{{\"n\":1.0,\"corps\":\"{DAMAGED}\"}}\r\n{{\"corps\""));
    let first = format!("{{\"n\":1.0,\"corps\":\"{REPAIRED}\"}}");
    assert!(lines.by_ref().any(|line| line == first));
    let long = format!("{{\"corps\":\"{}\"}}", "a".repeat(1000));
    chunk(&mut open, &format!(":\"{DAMAGED}\"}}\n\n[1]\n{long}\n{{\"corps\":\"Fin.\"}}"));
    write!(open, "0\r\n\r\n").unwrap();
    let rest: Vec<_> = lines.collect();
    for line in [&format!("{{\"corps\":\"{REPAIRED}\"}}"), "[1]", &long, "{\"corps\":\"Fin.\"}"] {
        assert!(rest.iter().any(|got| got == line), "{line} {rest:#?}");
    }

    let checked = service.post(
        "/v1/stream?do=check",
        &format!("{{\"id\":1,\"text\":\"{DAMAGED}\"}}\n[1]\n{long}\n{{\"text\":\"Rien.\"}}\n"),
    );
    let records: Vec<Value> = checked.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&records[0]["id"], &records[0]["findings"][0]["found"].is_string()), (&json!(1), &true));
    assert!(records[1]["error"].as_str().unwrap().starts_with("line 2: "), "{}", records[1]);
    assert!(records[2]["error"].as_str().unwrap().starts_with("line 3: longer than 400 bytes"), "{}", records[2]);
    assert_eq!((&records[3]["findings"], records.len()), (&json!([]), 4));
}

#[test]
fn a_stream_larger_than_any_buffer_comes_back_whole() {
    let service = Service::start(&[]);
    let line = format!("{{\"text\":\"{DAMAGED} {}\"}}\n", "Le maire a parlé lundi. ".repeat(40));
    let sent = line.repeat(2000);
    let mut open = service.open("/v1/stream");
    let mut reading = open.try_clone().unwrap();
    let writing = std::thread::spawn(move || {
        sent.as_bytes().chunks(70_001).for_each(|piece| {
            write!(open, "{:x}\r\n", piece.len()).unwrap();
            open.write_all(piece).unwrap();
            open.write_all(b"\r\n").unwrap();
        });
        write!(open, "0\r\n\r\n").unwrap();
    });
    let mut got = Vec::new();
    reading.read_to_end(&mut got).unwrap();
    writing.join().unwrap();
    let got = String::from_utf8_lossy(&got);
    assert!(got.ends_with("0\r\n\r\n"));
    // Chunks may cut a word; few are there.
    assert!(got.matches("applied sciences").count() == 0 && got.matches("technologies militaires").count() > 1900);
}

#[cfg(unix)]
#[test]
fn it_stops_when_what_it_began_is_finished() {
    let mut service = Service::start(&[]);
    let mut open = service.open("/v1/stream");
    let mut lines = BufReader::new(open.try_clone().unwrap()).lines().map(Result::unwrap);
    chunk(&mut open, "{\"text\":\"Rien.\"}\n");
    assert!(lines.by_ref().any(|line| line.contains("Rien.")));
    service.signal("-TERM");
    service.says("stopping; what was begun is finished");
    chunk(&mut open, &format!("{{\"text\":\"{DAMAGED}\"}}\n"));
    write!(open, "0\r\n\r\n").unwrap();
    let rest: Vec<_> = lines.collect();
    assert!(rest.iter().any(|line| line.contains(REPAIRED)), "{rest:#?}");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    assert!(TcpStream::connect(&service.address).is_err());
}

#[cfg(unix)]
#[test]
fn dictionaries_are_read_anew_and_a_bad_one_changes_nothing() {
    let folder = Folder::new();
    let own = folder.file("own.tsv", "original\tintruder\nmission\tquest assignment\n");
    let service = Service::start(&["--dictionary", &own]);
    let clean = |text: &str| service.post("/v1/clean", &json!({ "text": text }).to_string()).json()["text"].clone();
    assert_eq!(clean("Ils ont achevé leur quest assignment."), "Ils ont achevé leur mission.");
    std::fs::write(&own, "original\tintruder\ndossier\tpaperwork folder\n").unwrap();
    service.signal("-HUP");
    service.says("the dictionaries were read anew");
    assert_eq!(clean("Ils ont achevé leur paperwork folder."), "Ils ont achevé leur dossier.");
    std::fs::write(&own, "original\tintruder\ndossier\n").unwrap();
    service.signal("-HUP");
    service.says("the dictionaries stay as they were");
    assert_eq!(clean("Ils ont achevé leur paperwork folder."), "Ils ont achevé leur dossier.");
}

#[cfg(unix)]
#[test]
fn settings_are_read_anew_and_bad_ones_change_nothing() {
    let folder = Folder::new();
    let settings = folder.file("limpide.toml", "allow = [\"applied sciences\"]\n");
    let service = Service::start(&["--config", &settings]);
    let clean = || service.post("/v1/clean", &json!({ "text": DAMAGED }).to_string()).json()["text"].clone();
    let kept = REPAIRED.replace("technologies", "applied sciences");
    assert_eq!(clean(), kept);
    std::fs::write(&settings, "alow = [\"entrance\"]\n").unwrap();
    service.signal("-HUP");
    service.says("limpide.toml:1: unknown key `alow`");
    assert_eq!(clean(), kept);
    std::fs::write(&settings, "apply_from = 0.3\n").unwrap();
    service.signal("-HUP");
    service.says("settings and the dictionaries were read anew");
    assert_eq!(clean(), REPAIRED);
}

#[test]
fn the_page_takes_a_text_and_shows_it_for_review() {
    let service = Service::start(&[]);
    let start = service.get("/");
    assert_eq!((start.status, start.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(start.text.contains("<html lang=\"fr\">") && start.text.contains("action=\"review\""), "{}", start.text);
    assert!(!start.text.contains("{{") && !start.text.contains("apiKey"), "{}", start.text);
    let review = service.form("/review", &[("text", &format!("{DAMAGED}\r\n<script>"))]);
    assert!(review.text.starts_with("<!doctype html>") && review.text.contains("\"found\":\""), "{}", review.text);
    assert!(review.text.contains("militaires.\\n\\u003cscript"), "line ends, and markup");
    assert_eq!(service.form("/review", &[]).status, 400);
}

#[test]
fn counts_and_logs_hold_nothing_of_the_text() {
    let service = Service::start(&[]);
    service.post("/v1/check", &json!({ "articles": [{ "text": DAMAGED }, { "text": "Rien." }] }).to_string());
    service.get("/secret-du-maire");
    service.get("/v2/check?language=fr&text=secret");
    service.says("GET /v2/check 200 ");
    // A request is open until the last byte has left, which its client may see first.
    let began = Instant::now();
    let mut metrics = service.get("/metrics");
    while !metrics.text.contains("limpide_requests_open 0") && began.elapsed() < Duration::from_secs(10) {
        metrics = service.get("/metrics");
    }
    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    for line in [
        "limpide_requests_total{door=\"/v1/check\",status=\"200\"} 1",
        "limpide_requests_total{door=\"elsewhere\",status=\"404\"} 1",
        "limpide_articles_total 3",
        "limpide_findings_total 3",
        "limpide_repairs_total 3",
        "limpide_requests_open 0",
    ] {
        assert!(metrics.text.lines().any(|got| got == line), "{line}\n{}", metrics.text);
    }
    let talk = service.talk.lock().unwrap();
    assert!(talk.contains("POST /v1/check 200 ") && talk.contains("GET elsewhere 404 "), "{talk}");
    assert!(!talk.contains("secret") && !talk.contains("entrance"), "{talk}");
}

#[test]
fn the_description_names_every_door_and_no_other() {
    let service = Service::start(&[]);
    let openapi = service.get("/openapi.json").json();
    assert_eq!(openapi["info"]["version"], env!("CARGO_PKG_VERSION"));
    let paths = openapi["paths"].as_object().unwrap();
    let doors = [
        "/",
        "/healthz",
        "/metrics",
        "/openapi.json",
        "/readyz",
        "/review",
        "/v1/check",
        "/v1/clean",
        "/v1/entries",
        "/v1/stream",
        "/v2/check",
        "/v2/languages",
    ];
    assert_eq!(paths.keys().map(String::as_str).collect::<Vec<_>>(), doors);
    for (path, ways) in paths {
        for (method, get) in [("get", true), ("post", false)] {
            let status = if get { service.get(path).status } else { service.post(path, "").status };
            assert_eq!(status != 405, ways.get(method).is_some(), "{method} {path}: {status}");
        }
    }
}

#[test]
fn an_address_that_is_taken_is_said() {
    let service = Service::start(&[]);
    let done = run::limpide(["serve", "--listen", &service.address]);
    assert_eq!(done.code, 2);
    assert!(done.talk.contains("choose another --listen"), "{}", done.talk);
    assert!(run::limpide(["serve", "--listen", "8181"]).talk.contains("invalid socket address"));
}
