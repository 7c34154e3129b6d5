import { formatDate } from "#lib/dates.ts";
import { unlisted } from "#lib/meetings/changes.ts";
import type { Change, Paper, PaperSection } from "#lib/meetings/paper.ts";
import { countWord, uncapital } from "#lib/words.ts";
import { mostRows, type Screen } from "./screen.ts";

/** The rows of the services hold figures without their columns; what they come to is among the figures. */
export function changesOf(paper: Paper): readonly Change[] {
  const changes = paper.since?.changes ?? [];
  return paper.section === "position" ? changes.filter((one) => isFigure(paper, one)) : changes;
}

const isFigure = (paper: Paper, { what }: Change) => paper.figures.some(({ label }) => upper(label) === upper(what));

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const changeWords = ({ what, was, is }: Change) => `${what}: ${was}, now ${is}`;

type ChangeBody = Pick<Screen, "answer" | "figures" | "table" | "notes">;

/** What reads differently from the meeting before: figures that moved first, then what is new and what is gone. */
export function changeBody(given: { papers: readonly Paper[]; previousOn?: string }): ChangeBody {
  const papers = given.papers.filter((one) => one.since);
  const changes = papers.flatMap((paper) => changesOf(paper).map((one) => ({ ...one, what: named(paper, one) })));
  const fresh = changes.filter(({ was }) => was === unlisted);
  const gone = changes.filter(({ is }) => is === unlisted);
  const moved = changes.filter((one) => !fresh.includes(one) && !gone.includes(one));
  const ordered = [...moved, ...fresh, ...gone];
  const rows = ordered.slice(0, mostRows(false) - 1);
  const since = papers[0]?.since?.at;
  const day = given.previousOn ?? (since ? formatDate(new Date(since)) : undefined);
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
  const counted = isFigure(paper, change) ? about[paper.section] : "";
  return counted ? `${counted}: ${uncapital(change.what)}` : upper(change.what);
}

function changeAnswer(day: string, moved: number, changes: number): string {
  if (changes === 0) return `Nothing that is counted here has changed since the meeting of ${day}.`;
  if (moved === 0) return `No figure has moved since the meeting of ${day}, but the lists behind them have changed.`;
  return `${countWord(moved)} ${moved === 1 ? "figure or state reads" : "figures or states read"} differently from the meeting of ${day}.`;
}
