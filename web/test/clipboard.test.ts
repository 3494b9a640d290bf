// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { pastedTable } from '../src/state/clipboard';

test('cells of a Word table become tabs, blocks inside a cell stay in it', () => {
  const html = `<html><head><style>td{color:red}</style></head><body><!--StartFragment--><table>
    <tr><td><p>TYPE DE
      STRUCTURE</p></td><td><p>NOM</p></td></tr>
    <tr><td></td><td><p><b>EAJE</b></p></td></tr>
    <tr><td><p>Multi-Accueil</p></td><td><p>Les Pitchouns</p><p>20 pl du Général&nbsp;de Gaulle<br>78580 Maule</p></td></tr></table></body></html>`;
  expect(pastedTable(html)).toBe('TYPE DE STRUCTURE\tNOM\n\tEAJE\nMulti-Accueil\tLes Pitchouns 20 pl du Général de Gaulle 78580 Maule');
});

test('text around the tables is kept, in order', () => {
  expect(pastedTable('<p>Annexe 2</p><table><tr><td>a</td><td>b</td></tr></table>fin<table><tr><th>c</th><td>d</td></tr></table>')).toBe('Annexe 2\na\tb\nfin\nc\td');
});

test('spans keep the columns in line', () => {
  expect(pastedTable('<table><tr><td rowspan="2">EAJE</td><td>a</td><td>x</td></tr><tr><td>b</td><td>y</td></tr><tr><td colspan="2">c</td><td>z</td></tr></table>'))
    .toBe('EAJE\ta\tx\n\tb\ty\nc\t\tz');
});

test('a table inside a cell does not add rows', () => {
  expect(pastedTable('<table><tr><td>a</td><td><table><tr><td>b</td></tr></table></td></tr></table>')).toBe('a\tb');
});

test('without a table the plain text is used', () => {
  expect(pastedTable('<p>Les Pitchouns</p>')).toBeNull();
});
