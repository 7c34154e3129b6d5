import { daysOverdue, standingOf } from "#lib/action-items/action-item.ts";
import { formatDate } from "#lib/dates.ts";
import { comesBack, leftSaid } from "#lib/meetings/deciding.ts";
import type { PaperRow } from "#lib/meetings/paper.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import { type Body, type Desk, postOf, table, where } from "../desk.ts";
import { countActions, listComingBack, listExceptions, listFromMeetings } from "../queries/actions.ts";
import { begins, within } from "../words.ts";

type Listed = Awaited<ReturnType<typeof listFromMeetings>>[number];

export async function actionsPaper(desk: Desk): Promise<Body> {
  const counts = await countActions(desk);
  const own = await listFromMeetings(desk);
  const exceptions = await listExceptions(desk);
  const back = await listComingBack(desk);
  const narrow: Record<string, string> = desk.serviceIds.length > 0 ? { wide: "no" } : {};
  const link = (view: string) => desk.link("/action-items", { view, ...narrow });
  const late = own.filter((action) => daysOverdue(action, desk.today) > 0).length;
  return {
    sentence: [sentence({ own: own.length, late, ...counts }), comesBack(back.length)].filter(Boolean).join(" "),
    figures: [
      { key: "own", value: String(own.length), label: "open from this committee's meetings" },
      {
        key: "overdue",
        value: String(counts.overdue),
        label: "overdue",
        worse: counts.overdue > 0,
        ...link("overdue"),
      },
      { key: "waiting", value: String(counts.waiting), label: "awaiting verification", ...link("waiting") },
      {
        key: "effect-due",
        value: String(counts.effectDue),
        label: counts.effectDue === 1 ? "effect check due" : "effect checks due",
        worse: counts.effectDue > 0,
        ...link("effect-due"),
      },
    ],
    tables: [
      table("own", "Open from this committee's meetings", {
        columns: ["Action", "Owner", "Due", "Where it stands", "Where"],
        none: "No action from this committee's meetings is open.",
        rows: own.map((action) => rowOf(desk, action)),
      }),
      table("exceptions", "By exception", {
        columns: ["Action", "Owner", "Due", "Where it stands", "Where"],
        none: "No action needs telling.",
        rows: exceptions.rows.map((action) => rowOf(desk, action)),
        total: exceptions.total,
      }),
      ...(back.length > 0
        ? [
            table("come-back", "Questions that come back from earlier meetings", {
              columns: ["Question", "What became of it"],
              none: "",
              compare: false,
              rows: back.map(questionRow),
            }),
          ]
        : []),
    ],
    notAssured: [
      counts.redated > 0
        ? `${begins(counts.redated, "open action has", "open actions have")} been re-dated twice or more.`
        : "",
      counts.words > 0
        ? `${begins(counts.words, "action is", "actions are")} said to be done on words alone, with no file or record to look at.`
        : "",
      counts.waiting > 0
        ? `Nobody but the owner has looked at ${within(counts.waiting, "finished action", "finished actions")} yet.`
        : "",
    ].filter(Boolean),
  };
}

function questionRow(one: Decision): PaperRow {
  return {
    id: one.id,
    href: `/meetings/${one.recordId}/minutes#decision-${one.id}`,
    reference: one.meeting,
    cells: [one.question, leftSaid(one)],
    mark: { cell: 1, shape: "not-started" },
  };
}

function rowOf(desk: Desk, action: Listed): PaperRow {
  const { shape, word } = standingOf(action, desk.today);
  const moved = action.dueChanges > 0 ? `, first ${formatDate(action.originalDueOn, "short")}` : "";
  return {
    id: action.id,
    href: `/action-items/${action.id}`,
    reference: action.reference,
    cells: [
      action.title,
      postOf(desk, action.ownerId),
      formatDate(action.dueOn, "short") + moved,
      word,
      where(desk, action.serviceIds),
    ],
    mark: { cell: 3, shape },
  };
}

type Facts = { own: number; late: number; overdue: number; effectDue: number; open: number };

function sentence({ own, late, overdue, effectDue, open }: Facts): string {
  const mine =
    own === 0
      ? "No action from this committee's meetings is open."
      : own === 1
        ? `One action from this committee's meetings is open${late > 0 ? " and overdue" : ""}.`
        : `${begins(own, "action")} from this committee's meetings are open${late > 0 ? `, ${within(late, "of them overdue", "of them overdue")}` : ""}.`;
  const all =
    open === 0
      ? "No other action is open."
      : overdue === 0
        ? "No action is overdue."
        : `${begins(overdue, "action is", "actions are")} overdue in all.`;
  const effect = effectDue > 0 ? ` ${begins(effectDue, "effect check is", "effect checks are")} due.` : "";
  return `${mine} ${all}${effect}`;
}
