//! The head of a sheet: whose it is, of which day, whether the Caf has validated it.

use super::Asked;
use super::facts::Subject;
use super::logos::Logo;
use super::mm;
use super::palette::PRINT;
use super::svg::{Anchor, Area, Paint, Role, Stroke, Svg, Type};
use super::text::{Face, cut};
use super::words::{day, some_of};

/// The room of the head and of the name, in points.
pub(super) const HEIGHT: f64 = 43.0;
pub(super) const NAME: f64 = 44.0;

const LOGO: f64 = 31.2;

/// What stands in the mark: its two lines. What is supposed is never validated.
pub(super) fn mark(subject: &Subject<'_>, asked: &Asked<'_>) -> [String; 2] {
    if subject.facts.scenario().is_some() {
        return ["Scénario".to_owned(), "supposé, non constaté".to_owned()];
    }
    match asked.validated_on {
        Some(on) => ["Validé".to_owned(), format!("le {}", day(on))],
        None => ["Provisoire".to_owned(), "à valider par la Caf".to_owned()],
    }
}

/// Where and when: the EPCI or the département, and the day.
pub(super) fn situation(subject: &Subject<'_>) -> String {
    let facts = subject.facts;
    let on = day(facts.question.at);
    let france = &facts.atlas.france;
    let mut departments: Vec<&str> = Vec::new();
    for commune in &facts.study.communes {
        let name = france.department_name(commune.code.department());
        if !departments.contains(&name) {
            departments.push(name);
        }
    }
    let departments = some_of(&departments, 3);
    let within = match (subject.commune(), subject.is_in_epci()) {
        (Some(_), true) => facts.study.name.as_str(),
        _ => departments.as_str(),
    };
    let supposed = facts.scenario().map(|name| format!(" · {name}")).unwrap_or_default();
    // What may be long comes last: it is what is cut.
    format!("Situation au {on}{supposed} · {within}")
}

/// The name of what a sheet is, by what it is about.
pub(super) fn title(subject: &Subject<'_>) -> &'static str {
    if subject.commune().is_some() {
        "Services aux familles, fiche communale"
    } else {
        "Services aux familles, fiche intercommunale"
    }
}

/// Draws the head and the name; where they end.
pub(super) fn draw(svg: &mut Svg, page: Area, subject: Subject<'_>, asked: &Asked<'_>) -> f64 {
    let box_of = |x: f64, width: f64| Area { x, y: page.y, width, height: LOGO };
    let width = mm(26.0);
    logo(svg, box_of(page.x, width), asked.logos.epci.as_ref(), "Logo de l’EPCI");
    let second = page.x + width + mm(4.0);
    logo(svg, box_of(second, width), asked.logos.caf.as_ref(), "Logo de la Caf");
    let stamp = mm(30.0);
    let text = second + width + mm(4.0);
    let room = page.right() - stamp - mm(4.0) - text;
    let line = |face| Type::new(face, 9.2, PRINT.ink);
    let (heading, below) = (title(&subject), situation(&subject));
    let cut = |text: &str, face| cut(text, face, 9.2, room);
    svg.say([text, page.y + 12.5], &cut(heading, Face::Bold), line(Face::Bold));
    svg.say([text, page.y + 25.0], &cut(&below, Face::Regular), line(Face::Regular));
    let area = box_of(page.right() - stamp, stamp);
    svg.rect(area.inset(0.6), Paint::line(Stroke(PRINT.ink, 1.2, "")));
    let middle = area.x + stamp / 2.0;
    svg.part(Role::Text, |svg| {
        for (at, (text, face)) in
            mark(&subject, asked).iter().zip([Face::Bold, Face::Regular]).enumerate()
        {
            let set = line(face).at(Anchor::Middle);
            svg.text([middle, page.y + 13.0 + at as f64 * 11.8], text, set);
        }
    });
    let rule = page.y + HEIGHT - 2.0;
    svg.line([page.x, rule], [page.right(), rule], Stroke(PRINT.ink, 1.2, ""));
    name(svg, page, subject.name())
}

fn name(svg: &mut Svg, page: Area, name: &str) -> f64 {
    // A long name is set smaller before it is cut.
    let size = [25.0, 21.0, 17.0, 14.0];
    let fits = |size: &f64| super::text::width(name, Face::Serif, *size) <= page.width;
    let size = size.into_iter().find(fits).unwrap_or(14.0);
    let shown = cut(name, Face::Serif, size, page.width);
    let base = page.y + HEIGHT + NAME - 14.0;
    let set = Type::new(Face::Serif, size, PRINT.ink);
    svg.part(Role::Heading(1, name.to_owned()), |svg| svg.text([page.x, base], &shown, set));
    page.y + HEIGHT + NAME
}

fn logo(svg: &mut Svg, area: Area, logo: Option<&Logo>, label: &str) {
    if let Some(logo) = logo {
        let shows = Role::Figure(label.to_owned());
        svg.part(shows, |svg| svg.image(area, logo.address()));
        return;
    }
    svg.rect(area.inset(0.4), Paint::line(Stroke(PRINT.border, 0.8, "3 2.2")));
    let set = Type::new(Face::Regular, 7.5, PRINT.ink_3).at(Anchor::Middle);
    svg.text([area.x + area.width / 2.0, area.y + area.height / 2.0 + 2.6], label, set);
}
