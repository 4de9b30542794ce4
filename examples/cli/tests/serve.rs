//! The service, asked as clients ask it.

#![cfg(feature = "serve")]
// A service that cannot be started is a failed test.
#![allow(clippy::panic, clippy::unwrap_used)]

mod run;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use run::{Folder, with_input};
use serde_json::{Value, json};

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires.";
const REPAIRED: &str = "Sur les lignes de front, le front résiste grâce aux technologies militaires.";

/// A running service.
struct Service {
    child: Child,
    address: String,
    talk: Arc<Mutex<String>>,
}

/// An answer.
struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Service {
    fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_limpide"))
            .args(["--lang", "fr", "serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .env_remove("LIMPIDE_TOKEN")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let address =
            first.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{first}")).to_string();
        let talk = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&talk);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                heard.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self { child, address, talk }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn get(&self, path: &str) -> Answer {
        answer(agent().get(self.url(path)).call())
    }

    fn post(&self, path: &str, body: &str) -> Answer {
        self.post_with(path, &[], body)
    }

    fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let request = agent().post(self.url(path));
        answer(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send(body))
    }

    fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        answer(agent().post(self.url(path)).send_form(pairs.iter().copied()))
    }

    /// A request whose body is sent by and by.
    fn open(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let host = &self.address;
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        .unwrap();
        stream
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits until it has said this.
    fn says(&self, text: &str) {
        let began = Instant::now();
        while !self.talk.lock().unwrap().contains(text) {
            assert!(began.elapsed() < Duration::from_secs(60), "{}", self.talk.lock().unwrap());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into()
}

fn answer(got: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = got.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Answer { status, headers, text: response.body_mut().read_to_string().unwrap() }
}

fn chunk(stream: &mut TcpStream, text: &str) {
    write!(stream, "{:x}\r\n{text}\r\n", text.len()).unwrap();
}

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
