//! Lists, answers and registers as these tests give them.

use std::io::Write as _;
use std::sync::LazyLock;

use maillage::import::draft::{Answers, Candidate, Draft, Request, draft};
use maillage::import::{Context, Input, Places, ReadError, read};
use maillage::index::Atlas;
use maillage::territory::{France, Register};
use serde_json::json;

use crate::support::{four_squares, real_atlas, territory};

pub static COUNTRY: LazyLock<Atlas> = LazyLock::new(real_atlas);
pub static SQUARES: LazyLock<France> = LazyLock::new(four_squares);

pub const ANNEX_OF_GALLY_MAULDRE: &str = include_str!("../data/lists/annexe2_gally_mauldre.txt");
pub const ANNEX_OF_CARRIERES: &str = include_str!("../data/lists/annexe3_carrieres.txt");

/// A list of two crèches and a centre in the synthetic place.
pub const LIST: &str = "Type;Nom;Adresse;Commune;Capacité\n\
    Crèche;Les Lutins;1 rue Haute;Carré 1;30\n\
    Micro-crèche PAJE;Les Fées;2 rue Basse;Carré 2;10\n\
    Accueil de loisirs;La Ruche;3 rue Haute;Carré 1;NC\n";

/// An import of one text into a register.
pub struct Import<'a> {
    france: &'a France,
    code: &'a str,
    register: Register,
    answers: Answers,
}

impl Import<'static> {
    pub fn into_squares() -> Self {
        Self::into(&SQUARES, crate::support::PLACE)
    }
}

impl<'a> Import<'a> {
    pub fn into(france: &'a France, code: &'a str) -> Self {
        Self { france, code, register: Register::default(), answers: Answers::default() }
    }

    /// After an import that made this register.
    pub fn after(self, draft: &Draft) -> Self {
        Self { register: draft.register.clone(), ..self }
    }

    pub fn answering(self, answers: serde_json::Value) -> Self {
        Self { answers: serde_json::from_value(answers).unwrap(), ..self }
    }

    pub fn of(&self, name: &str, text: &str) -> Draft {
        self.with(name, text, &Places::none()).unwrap()
    }

    pub fn refused(&self, name: &str, text: &str) -> ReadError {
        self.refused_bytes(name, text.as_bytes())
    }

    pub fn refused_bytes(&self, name: &str, bytes: &[u8]) -> ReadError {
        let context = Context::new(self.france, territory(self.code));
        let inputs = [Input::bytes(name, bytes.to_vec().into())];
        read(&inputs, None, &self.request(&context), &mut |_| {}).unwrap_err()
    }

    pub fn of_bytes(&self, name: &str, bytes: &[u8]) -> Draft {
        self.drafted(name, bytes, &Places::none()).unwrap()
    }

    pub fn with(&self, name: &str, text: &str, places: &Places<'_>) -> anyhow::Result<Draft> {
        self.drafted(name, text.as_bytes(), places)
    }

    fn drafted(&self, name: &str, bytes: &[u8], places: &Places<'_>) -> anyhow::Result<Draft> {
        let context = Context::new(self.france, territory(self.code));
        let inputs = [Input::bytes(name, bytes.to_vec().into())];
        let request = self.request(&context);
        let files = read(&inputs, None, &request, &mut |_| {})?;
        Ok(draft(files, request, places)?)
    }

    fn request<'b>(&'b self, context: &'b Context<'b>) -> Request<'b> {
        Request {
            france: self.france,
            territory: territory(self.code),
            context,
            register: &self.register,
            answers: &self.answers,
        }
    }
}

/// A workbook of sheets with their rows, cells parted by `|`.
pub fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut names, mut links) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let part = format!("worksheets/sheet{at}.xml");
        names += &format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{at}\"/>", at + 1);
        links +=
            &format!("<Relationship Id=\"r{at}\" Type=\"{OFFICE}/worksheet\" Target=\"{part}\"/>");
        let mut data = String::new();
        for (row, line) in rows.lines().enumerate() {
            data += &format!("<row r=\"{}\">", row + 1);
            for (column, cell) in line.split('|').enumerate() {
                let letter = char::from(b'A' + u8::try_from(column).unwrap());
                data += &format!(
                    "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>",
                    row + 1
                );
            }
            data += "</row>";
        }
        let sheet =
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
        parts.push((format!("xl/{part}"), sheet));
    }
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
    );
    let links = format!("<Relationships xmlns=\"{PACKAGE}\">{links}</Relationships>");
    parts.push(("_rels/.rels".to_owned(), root));
    parts.push(("xl/workbook.xml".to_owned(), book));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), links));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The service of a name.
pub fn named<'a>(draft: &'a Draft, name: &str) -> &'a Candidate {
    draft.services.iter().find(|service| service.listed.name == name).unwrap()
}

/// The codes of the open questions, with the names they are about.
pub fn open(draft: &Draft) -> Vec<(&str, &str)> {
    draft
        .open()
        .map(|asked| (asked.question.code.as_str(), asked.question.subject.as_str()))
        .collect()
}

/// The likely answer to every question.
pub fn likely(draft: &Draft) -> serde_json::Value {
    let answers: serde_json::Map<String, serde_json::Value> = draft
        .questions
        .iter()
        .filter_map(|asked| {
            let choices = &asked.question.answers;
            let choice = choices.iter().find(|choice| choice.likely).or(choices.first())?;
            Some((asked.question.key.clone(), choice.value.clone().into()))
        })
        .collect();
    json!({ "questions": answers })
}
