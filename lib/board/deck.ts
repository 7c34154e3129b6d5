import { comesBack, sentHereSaid } from "#lib/meetings/deciding.ts";
import { type Asks, notDecided } from "#lib/meetings/minute.ts";
import type { Paper, PaperSection } from "#lib/meetings/paper.ts";
import { isFigured, type Section, sectionWords } from "#lib/meetings/section.ts";
import { countWord } from "#lib/words.ts";
import { changeBody, changesOf, changeWords } from "./changed.ts";
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

type Waiting = { id: string; from: string; question: string; says: string };

export type DeckGiven = {
  agenda: readonly DeckItem[];
  papers: readonly Paper[];
  /** Frozen for this meeting when its papers were published; otherwise of this moment. */
  frozen: boolean;
  /** Papers that were frozen once more as the meeting came to their item. */
  opened?: readonly PaperSection[];
  /** In the order of the agenda. */
  decisions: readonly (BoardDecision & { itemId: string })[];
  /** Left to this meeting by earlier ones, and not taken up yet. */
  back?: readonly Waiting[];
  /** Sent by other committees, and not taken up yet. */
  sent?: readonly Waiting[];
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
  "set-limit": "risks",
};

/** The screens of one meeting, in their order: the standing ones, questions without a place of their own, the agenda's own. */
export function deckOf(given: DeckGiven): Screen[] {
  const { agenda, decisions } = given;
  const taken = new Map<string, DeckGiven["decisions"][number]>();
  const told = standingScreens.filter((id) => !paperFor[id] || paperOf(given, id));
  const standing = told.map((id) => ({ id, item: agenda.find((one) => isThe(id, one)) }));
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

const paperOf = ({ papers }: DeckGiven, id: StandingScreen) => papers.find(({ section }) => section === paperFor[id]);

/** An item under its own name, such as any other business, keeps a screen of its own beside the questions. */
function isThe(id: StandingScreen, item: DeckItem): boolean {
  if (id === "decisions") return item.section === "decisions" && item.title === sectionWords.decisions;
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
  const paper = paperOf(given, id);
  const body = paper
    ? paperBody(given, paper, decision)
    : id === "change"
      ? { ...changeBody(given), ...moments(given, given.papers[0]) }
      : decisionsBody(given);
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
    ...moments(given, paper),
    notes: {
      changed: changesOf(paper).map(changeWords),
      notAssured: paper.notAssured,
      questions: decision && !decision.decided ? [decision.question] : [],
    },
  };
}

function moments({ frozen, opened = [] }: DeckGiven, paper: Paper | undefined) {
  if (!paper) return { frozenAt: null, liveAt: null };
  if (opened.includes(paper.section)) return { frozenAt: paper.asAt, asOpened: true, liveAt: null };
  return { frozenAt: frozen ? paper.asAt : null, liveAt: frozen ? null : paper.asAt };
}

function decisionsBody(given: DeckGiven): Body {
  const { decisions, back = [], sent = [] } = given;
  const waiting = [...back, ...sent];
  const open = decisions.filter(({ decided }) => !decided);
  const left = open.length > 0 && open.every((one) => one.left);
  const here = [...open, ...decisions.filter(({ decided }) => decided)].map(({ id, number, question, decided }) => ({
    id,
    cells: [number, question, decided ? decided.word : notDecided],
    mark: { cell: 2, shape: decided?.shape ?? ("not-started" as const) },
  }));
  const again = waiting.map(({ id, from, question, says }) => ({
    id,
    cells: [from, question, says],
    mark: { cell: 2, shape: "not-started" as const },
  }));
  const rows = [...again, ...here].slice(0, mostRows(false));
  const asked =
    decisions.length === 0
      ? "No question has been put to this meeting."
      : open.length === 0
        ? "Every question put to this meeting is answered."
        : left
          ? `${countWord(open.length)} ${open.length === 1 ? "question was" : "questions were"} not decided at this meeting.`
          : open.length === 1
            ? "One question needs the meeting's answer."
            : `${countWord(open.length)} questions need the meeting's answer.`;
  return {
    answer: [asked, comesBack(back.length), sentHereSaid(sent.length)].filter(Boolean).join(" "),
    figures: [],
    ...(rows.length > 0
      ? {
          table: {
            ...questionsHead(decisions.length > 0, waiting.length > 0),
            rows,
            moreIn: "the minutes",
            more: waiting.length + decisions.length - rows.length,
          },
        }
      : {}),
    ...moments(given, undefined),
    notes: { changed: [], notAssured: [], questions: open.map(({ number, question }) => `${number} ${question}`) },
  };
}

/** The title and the first column say what the rows are: put here by number, or come back from another meeting. */
function questionsHead(put: boolean, back: boolean) {
  const head = (title: string, first: string) => ({ title, columns: [first, "Question", "Where it stands"] });
  if (put && back) return head("Questions put to the meeting, and those that come back", "Number or from");
  return put ? head("Questions put to the meeting", "Number") : head("Questions that come back", "From");
}

const quiet: Notes = { changed: [], notAssured: [], questions: [] };

/** A question whose own screen holds another already. */
function questionScreen(given: DeckGiven, decision: DeckGiven["decisions"][number]): Screen {
  const item = given.agenda.find((one) => one.id === decision.itemId);
  return {
    id: `decision-${decision.number.replace(".", "-")}`,
    title: `${decision.decided ? "Decision" : "Question"} ${decision.number}`,
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
  const plain = `${minutes} are set aside for this item${item.presenter ? `, presented by ${item.presenter}` : ""}.`;
  return {
    ...heading,
    answer: item.says ?? `${item.title}. ${plain}`,
    figures: [],
    ...(decision ? { decision } : {}),
    ...moments(given, undefined),
    notes: { ...quiet, questions: decision && !decision.decided ? [decision.question] : [] },
  };
}
