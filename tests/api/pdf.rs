//! Just enough of PDF to read back what a sheet says: its pages, their text and its structure.

use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// How many pages a document has, its text, a line for each run, and its structure.
pub struct Pdf {
    pub pages: usize,
    pub text: String,
    /// Whether it claims to be PDF/UA-1.
    pub is_ua: bool,
    /// A line for each part that is not a cell, with what it shows; a row says how many cells it has.
    pub structure: Vec<String>,
}

pub fn read(bytes: &[u8]) -> Pdf {
    assert!(bytes.starts_with(b"%PDF-"), "it is no PDF");
    let objects = objects(bytes);
    let is = |object: &Object, name: &str| object.head.contains(name);
    let pages: Vec<&Object> =
        objects.values().filter(|object| is(object, "/Type /Page\n")).collect();
    let mut order = pages.clone();
    order.sort_by_key(|page| reference(&page.head, "/Contents"));
    let text = order.iter().map(|page| page_text(page, &objects)).collect();
    let root = objects.values().find(|object| is(object, "/Type /StructTreeRoot")).unwrap();
    let mut structure = Vec::new();
    tell(root, &objects, &mut structure);
    let is_ua = objects.values().any(|object| {
        is(object, "/Type /Metadata")
            && String::from_utf8_lossy(&object.stream).contains("<pdfuaid:part>1<")
    });
    Pdf { pages: pages.len(), text, is_ua, structure }
}

fn tell(part: &Object, objects: &HashMap<u32, Object>, told: &mut Vec<String>) {
    let after = |key: &str| part.head.split_once(key).map(|(_, rest)| rest);
    let kids: Vec<&Object> = after("/K [").map_or(Vec::new(), |rest| {
        // Other numbers are pieces of the page.
        let mut references: Vec<&str> = rest.split(']').next().unwrap().split(" 0 R").collect();
        references.pop();
        let ids = references
            .into_iter()
            .map(|before| before.rsplit(' ').next().unwrap().parse().unwrap());
        ids.map(|id: u32| &objects[&id]).collect()
    });
    if let Some(role) = after("/S /").map(|rest| rest.split('\n').next().unwrap()) {
        let shows = after("/Alt ").map(|rest| format!(" {}", words(rest)));
        let cells = (role == "TR").then(|| format!(" {}", kids.len()));
        told.push(format!("{role}{}{}", shows.unwrap_or_default(), cells.unwrap_or_default()));
        if role == "TR" {
            return;
        }
    }
    for kid in kids {
        tell(kid, objects, told);
    }
}

/// A text string, literal or in UTF-16.
fn words(rest: &str) -> String {
    let Some(digits) = rest.strip_prefix("<FEFF") else {
        return rest.split(['(', ')']).nth(1).unwrap().to_owned();
    };
    let digits = digits.split('>').next().unwrap();
    let units = (0..digits.len() / 4).map(|at| u16::from_str_radix(&digits[at * 4..][..4], 16));
    String::from_utf16(&units.collect::<Result<Vec<_>, _>>().unwrap()).unwrap()
}

struct Object {
    head: String,
    stream: Vec<u8>,
}

fn objects(bytes: &[u8]) -> HashMap<u32, Object> {
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(start) = find(bytes, b" 0 obj", at) {
        let digits = bytes[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let id = std::str::from_utf8(&bytes[start - digits..start]).unwrap().parse().unwrap();
        let end = find(bytes, b"endobj", start).unwrap();
        let body = &bytes[start + 6..end];
        let (head, stream) = match find(body, b"stream\n", 0) {
            None => (body, &[][..]),
            Some(at) => (&body[..at], &body[at + 7..find(body, b"\nendstream", at).unwrap()]),
        };
        let head = String::from_utf8_lossy(head).into_owned();
        let stream = if head.contains("/FlateDecode") {
            let mut inflated = Vec::new();
            ZlibDecoder::new(stream).read_to_end(&mut inflated).unwrap();
            inflated
        } else {
            stream.to_vec()
        };
        found.insert(id, Object { head, stream });
        at = end;
    }
    found
}

fn find(bytes: &[u8], part: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(part.len()).position(|window| window == part).map(|at| at + from)
}

/// The object that a key refers to.
fn reference(head: &str, key: &str) -> Option<u32> {
    let rest = head.split(key).nth(1)?;
    rest.trim_start().split(' ').next()?.parse().ok()
}

fn page_text(page: &Object, objects: &HashMap<u32, Object>) -> String {
    let fonts = page.head.split("/Font <<").nth(1).unwrap_or_default();
    let fonts: HashMap<&str, HashMap<u16, String>> = fonts
        .split(">>")
        .next()
        .unwrap()
        .lines()
        .filter_map(|line| line.trim().strip_prefix('/')?.split_once(' '))
        .map(|(name, id)| {
            let font = &objects[&id.split(' ').next().unwrap().parse().unwrap()];
            (name, glyphs(&objects[&reference(&font.head, "/ToUnicode").unwrap()].stream))
        })
        .collect();
    let content = &objects[&reference(&page.head, "/Contents").unwrap()].stream;
    runs(content, &fonts)
}

/// What each glyph of a font stands for.
fn glyphs(map: &[u8]) -> HashMap<u16, String> {
    let map = String::from_utf8_lossy(map);
    let pairs = map.lines().filter_map(|line| {
        let (glyph, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let units = (0..text.len() / 4).map(|at| u16::from_str_radix(&text[at * 4..][..4], 16));
        let units: Vec<u16> = units.collect::<Result<_, _>>().ok()?;
        Some((u16::from_str_radix(glyph, 16).ok()?, String::from_utf16(&units).ok()?))
    });
    pairs.collect()
}

/// The text of a content stream, in the order that it is drawn; every sheet draws glyph by glyph.
fn runs(content: &[u8], fonts: &HashMap<&str, HashMap<u16, String>>) -> String {
    let mut text = String::new();
    let mut font = None;
    let mut at = 0;
    while at < content.len() {
        let line = &content[at..find(content, b"\n", at).unwrap_or(content.len())];
        if line.ends_with(b" Tf") {
            let name = std::str::from_utf8(line).unwrap().trim_start_matches('/');
            font = fonts.get(name.split(' ').next().unwrap());
        }
        if content[at] == b'(' {
            let (codes, end) = string(content, at + 1);
            for glyph in codes.chunks_exact(2) {
                let glyph = u16::from_be_bytes([glyph[0], glyph[1]]);
                text.push_str(font.and_then(|font| font.get(&glyph)).map_or("?", String::as_str));
            }
            at = end;
            continue;
        }
        at += line.len() + 1;
    }
    text
}

/// A literal string from its first byte on, and where it ends.
fn string(content: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut depth = 0;
    loop {
        match content[at] {
            b')' if depth == 0 => return (bytes, at + 1),
            b'\\' if content[at + 1].is_ascii_digit() => {
                let octal = std::str::from_utf8(&content[at + 1..at + 4]).unwrap();
                bytes.push(u8::from_str_radix(octal, 8).unwrap());
                at += 3;
            }
            b'\\' => {
                at += 1;
                bytes.push(match content[at] {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
            }
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                bytes.push(byte);
            }
        }
        at += 1;
    }
}
