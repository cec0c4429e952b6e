// Sits a class of 60 students with `quiz`, and writes its pages with `gradebook`.
//
//   node page_class.mjs TARGET DECK FOLDER
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [target, deck, folder] = process.argv.slice(2);
const program = name => resolve(target, name);
mkdirSync(join(folder, 'records'), { recursive: true });
mkdirSync(join(folder, 'pages'));
copyFileSync(deck, join(folder, 'deck.toml'));

// Chance that is the same every time (mulberry32).
let state = 20261124;
function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const one = list => list[Math.floor(chance() * list.length)];
const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

// The questions by id: how hard, what is right, and what is wrong. `\n` parts lines.
const questions = {
  'nearest-star': [-1.5, 'Proxima Centauri', ['Sirius', 'Vega', 'Vega', 'None of these']],
  'season': [-0.5, 'The axis of the Earth is tilted towards the Sun', ['The Earth is nearer to the Sun']],
  'ringed': [0.5, 'a b c', ['a b', 'b', 'b d', 'a b c d', 'e']],
  'new-moon': [-2, 'true', ['false']],
  'sunlight': [0.8, '499 s', ['8 min', '500', '300000', '8']],
  'comet': [0.3, "Halley's Comet", ['Hale-Bopp', 'Haley', 'Encke', '<script>alert(1)</script>']],
  'outward': [-0.4, 'a b c d', ['a c b d', 'd c b a', 'b a c d']],
  'moons': [0.2, '1a 2b 3c', ['1a 2c 3b', '1b 2a 3c', '1d 2b 3c']],
  'turning': [0.6, '24\na\nPolaris', ['24\na\nVega', '12\nb\nVega', '365\na\nthe North Star']],
  'shortest-day': [-2.6, 'Jupiter', ['Saturn', 'Mars']],
  'longer-day': [1.4, '0.7', ['0.8', '24.6', '1']],
  'light-year': [0, 'a distance', ['a time', 'a time', 'a speed']],
  'eclipse': [-0.8, 'At new moon', ['At full moon']],
  'colour': [0.4, 'Blue ones', ['Red ones', 'Red ones', 'White ones', 'Yellow ones']],
  'phases': [0, 'The Sun lights one half,\nand we see it from the side.\n.', ['The shadow of the Earth.\n.']],
};

const names = ['Amara Okafor', 'Jonas Weber', 'Li Na', 'Zoë O’Neill', 'سلمى حداد', 'Иван Петров', 'Ana María de la Fuente y Villaseñor'];
/** Sits the exam with these lines typed; everybody has one seed, and so one paper. */
function sit(id, session, lines) {
  const args = ['exam', '../deck.toml', '--seed', '7', '--as', id, '--record', `${session}.jsonl`, '--ui', 'line'];
  const run = spawnSync(program('quiz'), args, {
    cwd: join(folder, 'records'),
    input: `b\n${lines.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, XDG_DATA_HOME: resolve(folder, 'data'), QUIZDECK_NOW: '2026-11-20T09:15:00Z', QUIZDECK_SESSION: session },
  });
  if (run.status !== 0) throw new Error(`${id}: ${run.status}\n${run.stdout}\n${run.stderr}`);
}

// Nobody's record tells the order of the paper.
sit('nobody', 'PAPER', [':quit']);
const first = JSON.parse(readFileSync(join(folder, 'records/PAPER.jsonl'), 'utf8').split('\n')[0]);
const paper = first.paper.map(item => item.id);

const roster = ['id,name'];
for (let number = 0; number < 60; number += 1) {
  const id = `s${1000 + number}`;
  const name = number === 59 ? '<img src=x onerror=alert(1)> & "Co"' : `${names[number % names.length]} ${number}`;
  roster.push(`${id},"${name.replaceAll('"', '""')}"`);
  if (number === 58) continue; // One handed nothing in.
  const strength = normal() * 1.2;
  const said = paper.map(question => {
    const [hard, right, wrong] = questions[question];
    if (chance() < 0.03) return ':skip';
    const knows = chance() < 1 / (1 + Math.exp(hard - strength));
    return knows ? right : one(wrong);
  });
  sit(id, `S${1000 + number}`, [...said, ':done', 'h']);
}
writeFileSync(join(folder, 'roster.csv'), `${roster.join('\n')}\n`);
writeFileSync(join(folder, 'records/broken.jsonl'), '{"n":0}\n');
writeFileSync(join(folder, 'class.toml'), `deck = "deck.toml"
records = ["records"]

[roster]
file = "roster.csv"
id = "id"
name = "name"

[bands]
A = 90
B = 75
C = 60
D = 50
`);

function gradebook(args, status) {
  const run = spawnSync(program('gradebook'), args, { cwd: folder, encoding: 'utf8' });
  if (run.status !== status) throw new Error(`gradebook ${args.join(' ')}: ${run.status}\n${run.stderr}`);
}
// Exit code 1: a record cannot be used.
gradebook(['report', '-o', 'pages/report.html'], 1);
gradebook(['report', '--anonymous', '-o', 'pages/anonymous.html'], 1);
gradebook(['report', '--student', 's1002', '-o', 'pages/student.html'], 1);
gradebook(['report', '--student', 's1059', '--no-key', '-o', 'pages/no-key.html'], 1);
gradebook(['report', '--students', 'students'], 1);
execFileSync('cmp', ['students/s1002.html', 'pages/student.html'], { cwd: folder });
