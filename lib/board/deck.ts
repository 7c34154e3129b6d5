import { formatDate } from "#lib/dates.ts";
import type { Asks } from "#lib/meetings/minute.ts";
import type { Change, Paper, PaperSection } from "#lib/meetings/paper.ts";
import { isFigured, type Section } from "#lib/meetings/section.ts";
import { countWord } from "#lib/risks/risk.ts";
import { barsOf, figuresOf, tableOf } from "./pictures.ts";
import {
  type AgendaPlace,
  type BoardDecision,
  mostRows,
  type Notes,
  type Screen,
  type StandingScreen,
  standingScreens,
  standingWords,
} from "./screen.ts";

export type DeckItem = {
  id: string;
  position: number;
  title: string;
  section: Section | null;
  minutes: number;
  presenter: string | null;
  /** What the meeting itself knows of its item: who came, which interests, when the next one is. */
  says?: string;
};

export type DeckGiven = {
  agenda: readonly DeckItem[];
  papers: readonly Paper[];
  /** Frozen for this meeting when its papers were published; otherwise of this moment. */
  frozen: boolean;
  /** In the order of the agenda. */
  decisions: readonly (BoardDecision & { itemId: string })[];
  previousOn?: string;
};

const paperFor: Record<StandingScreen, PaperSection | undefined> = {
  position: "position",
  change: undefined,
  risks: "risks",
  disruptions: "disruptions",
  tests: "exercises",
  actions: "minutes-actions",
  decisions: undefined,
};

const placeFor: Record<Asks, StandingScreen | undefined> = {
  approve: undefined,
  "accept-risk": "risks",
  retest: "tests",
  "sign-off": "disruptions",
};

/** The screens of one meeting, in their order: the standing ones, questions without a place of their own, the agenda's own. */
export function deckOf(given: DeckGiven): Screen[] {
  const { agenda, decisions } = given;
  const taken = new Map<string, DeckGiven["decisions"][number]>();
  const standing = standingScreens.map((id) => ({ id, item: agenda.find((one) => isThe(id, one)) }));
  const own = agenda.filter((item) => !standing.some((one) => one.item === item));
  const screenOf = new Map(standing.flatMap(({ id, item }) => (item ? [[item.id, id] as const] : [])));
  const left = decisions.filter((decision) => {
    const place =
      placeFor[decision.asks] ?? screenOf.get(decision.itemId) ?? `item-${positionOf(agenda, decision.itemId)}`;
    if (place === "decisions" || taken.has(place)) return true;
    taken.set(place, decision);
    return false;
  });
  return [
    ...standing.map(({ id, item }) => standingScreen(given, id, item, taken.get(id))),
    ...left.map((decision) => questionScreen(given, decision)),
    ...own.map((item) => agendaScreen(given, item, taken.get(`item-${item.position}`))),
  ];
}

function isThe(id: StandingScreen, item: DeckItem): boolean {
  if (id === "decisions") return item.section === "decisions";
  return item.section !== null && item.section === paperFor[id];
}

const positionOf = (agenda: readonly DeckItem[], id: string) => agenda.find((one) => one.id === id)?.position ?? 0;
const placeOf = ({ id, position, title, minutes, presenter }: DeckItem): AgendaPlace => ({
  itemId: id,
  position,
  title,
  minutes,
  presenter,
});
type Asked = DeckGiven["decisions"][number] | undefined;

function standingScreen(given: DeckGiven, id: StandingScreen, item: DeckItem | undefined, decision: Asked): Screen {
  const section = paperFor[id];
  const paper = section && given.papers.find((one) => one.section === section);
  const body = paper ? paperBody(given, paper, decision) : id === "change" ? changeBody(given) : decisionsBody(given);
  return { id, title: standingWords[id], ...(item ? { agenda: placeOf(item) } : {}), ...body };
}

type Body = Omit<Screen, "id" | "title" | "agenda">;

function paperBody(given: DeckGiven, paper: Paper, decision: Asked): Body {
  const bars = barsOf(paper);
  const table = bars ? undefined : tableOf(paper, Boolean(decision));
  return {
    answer: paper.sentence,
    figures: figuresOf(paper),
    ...(bars ? { bars } : {}),
    ...(table ? { table } : {}),
    ...(decision ? { decision } : {}),
    ...moments(given, paper.asAt),
    notes: {
      changed: changesOf(paper).map(changeWords),
      notAssured: paper.notAssured,
      questions: decision && !decision.decided ? [decision.question] : [],
    },
  };
}

const moments = ({ frozen }: DeckGiven, asAt: string | undefined) => ({
  frozenAt: frozen && asAt ? asAt : null,
  liveAt: !frozen && asAt ? asAt : null,
});

/** What counts from one meeting to the next begins anew at each: such a figure or list has not changed, its period has. */
function changesOf(paper: Paper): Change[] {
  const periodic = /\bsince \d/;
  return (paper.since?.changes ?? []).filter(({ what, was }) => !periodic.test(what) && !periodic.test(was));
}

const changeWords = ({ what, was, is }: Change) => `${what}: ${was}, now ${is}`;

function changeBody(given: DeckGiven): Body {
  const papers = given.papers.filter((one) => one.since);
  const changes = papers.flatMap((paper) => changesOf(paper).map((one) => ({ ...one, what: named(paper, one) })));
  const fresh = changes.filter(({ is }) => is.endsWith(": new"));
  const gone = changes.filter(({ is }) => is.startsWith("No longer"));
  const moved = changes.filter((one) => !fresh.includes(one) && !gone.includes(one));
  const ordered = [...moved, ...fresh, ...gone];
  const rows = ordered.slice(0, mostRows(false) - 1);
  const since = papers[0]?.since?.at;
  const day = since ? formatDate(new Date(since)) : given.previousOn;
  const compared = day && papers.length > 0;
  return {
    answer: compared ? changeAnswer(day, moved.length, changes.length) : firstMeeting,
    figures: compared
      ? [
          {
            value: String(moved.length),
            label: moved.length === 1 ? "figure or state moved" : "figures or states moved",
          },
          { value: String(fresh.length), label: "new on a list" },
          { value: String(gone.length), label: "no longer on a list" },
        ]
      : [],
    ...(rows.length > 0
      ? {
          table: {
            title: "What reads differently",
            columns: ["What", "Was", "Is"],
            rows: rows.map(({ what, was, is }, at) => ({ id: String(at), cells: [what, was, is] })),
            more: changes.length - rows.length,
          },
        }
      : {}),
    ...moments(given, papers[0]?.asAt),
    notes: { changed: ordered.map(changeWords), notAssured: [], questions: [] },
  };
}

const firstMeeting = "This committee has held no meeting before, so there is nothing to compare with.";

const about: Record<PaperSection, string> = {
  position: "",
  "minutes-actions": "Actions",
  disruptions: "Disruptions",
  notifications: "Notifications",
  risks: "Risks",
  exercises: "Tests",
  materials: "Materials",
  external: "Requests",
};

/** A figure's label is no sentence without what it counts; a record names itself. */
function named(paper: Paper, change: Change): string {
  const isFigure = paper.figures.some(({ label }) => label === change.what);
  const counted = isFigure ? about[paper.section] : "";
  return counted ? `${counted}: ${change.what}` : change.what;
}

function changeAnswer(day: string, moved: number, changes: number): string {
  if (changes === 0) return `Nothing that is counted here has changed since the meeting of ${day}.`;
  if (moved === 0) return `No figure has moved since the meeting of ${day}, but the lists behind them have changed.`;
  return `${countWord(moved)} ${moved === 1 ? "figure or state reads" : "figures or states read"} differently from the meeting of ${day}.`;
}

function decisionsBody(given: DeckGiven): Body {
  const { decisions } = given;
  const open = decisions.filter(({ decided }) => !decided);
  const rows = [...open, ...decisions.filter(({ decided }) => decided)].slice(0, mostRows(false));
  const answer =
    decisions.length === 0
      ? "No question has been put to this meeting."
      : open.length === 0
        ? "Every question put to this meeting is answered."
        : open.length === 1
          ? "One question needs the meeting's answer."
          : `${countWord(open.length)} questions need the meeting's answer.`;
  return {
    answer,
    figures: [],
    ...(rows.length > 0
      ? {
          table: {
            title: "Questions put to the meeting",
            columns: ["Decision", "Question", "Where it stands"],
            rows: rows.map(({ id, number, question, decided }) => ({
              id,
              cells: [number, question, decided ? decided.word : "Not decided"],
              mark: { cell: 2, shape: decided?.shape ?? ("not-started" as const) },
            })),
            more: decisions.length - rows.length,
          },
        }
      : {}),
    ...moments(given, undefined),
    notes: { changed: [], notAssured: [], questions: open.map(({ number, question }) => `${number} ${question}`) },
  };
}

const quiet: Notes = { changed: [], notAssured: [], questions: [] };

/** A question whose own screen holds another already. */
function questionScreen(given: DeckGiven, decision: DeckGiven["decisions"][number]): Screen {
  const item = given.agenda.find((one) => one.id === decision.itemId);
  return {
    id: `decision-${decision.number.replace(".", "-")}`,
    title: `Decision ${decision.number}`,
    answer: decision.question,
    ...(item ? { agenda: placeOf(item) } : {}),
    figures: [],
    decision,
    ...moments(given, undefined),
    notes: { ...quiet, questions: [decision.question] },
  };
}

function agendaScreen(given: DeckGiven, item: DeckItem, decision: Asked): Screen {
  const paper = isFigured(item.section) ? given.papers.find((one) => one.section === item.section) : undefined;
  const heading = { id: `item-${item.position}`, title: item.title, agenda: placeOf(item) };
  if (paper) return { ...heading, ...paperBody(given, paper, decision) };
  const minutes = `${item.minutes} ${item.minutes === 1 ? "minute" : "minutes"}`;
  const plain = `${minutes} are set aside for this item${item.presenter ? `, presented by the ${item.presenter.toLowerCase()}` : ""}.`;
  return {
    ...heading,
    answer: item.says ?? `${item.title}. ${plain}`,
    figures: [],
    ...(decision ? { decision } : {}),
    ...moments(given, undefined),
    notes: { ...quiet, questions: decision && !decision.decided ? [decision.question] : [] },
  };
}
