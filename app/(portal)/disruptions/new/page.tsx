import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { ReportCheck } from "#components/disruptions/report-check.tsx";
import {
  AskMany,
  AskPaper,
  AskPeople,
  AskTime,
  AskWhat,
  AskWhen,
  AskWhere,
} from "#components/disruptions/report-pages.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import { can } from "#lib/access/roles.ts";
import { formatDate, parseDate, parseTime, toInstant } from "#lib/dates.ts";
import { placeWords } from "#lib/disruptions/disruption.ts";
import { ReportAnswers } from "#lib/disruptions/inputs.ts";
import { reportHref, servicesOf, stepOf, stepTitles, type TimeProblem } from "#lib/disruptions/reporting.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { reportDisruptionAction } from "../actions.ts";

export async function generateMetadata({ searchParams }: PageProps<"/disruptions/new">): Promise<Metadata> {
  const answers = ReportAnswers.parse(await searchParams);
  const problem = hasProblem(answers, new Date()) ? "Error: " : "";
  return { title: `${problem}${stepTitles[stepOf(answers)]}, report a disruption` };
}

export default async function ReportPage({ searchParams }: PageProps<"/disruptions/new">) {
  const actor = await enter("disruptions");
  found(can(actor, "disruptions", "report") || undefined);
  const asked = ReportAnswers.parse(await searchParams);
  // Every page of one report carries the same token, so that sending it twice opens one disruption.
  const answers = { ...asked, token: asked.token ?? randomUUID() };
  const { services, now } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    now: tx.now,
  }));
  const wide = actor.services === "all";
  switch (stepOf(answers)) {
    case "what":
      return <AskWhat answers={answers} />;
    case "where":
      return <AskWhere answers={answers} services={services} wide={wide} />;
    case "many":
      if (answers.sent && answers.where) leave(reportHref({ ...answers, step: undefined }));
      return <AskMany answers={answers} services={services} problem={noneTicked(answers)} />;
    case "when":
      return <AskWhen answers={answers} now={now} />;
    case "time": {
      const typed = answers.time === undefined ? undefined : instantOf(answers, now);
      if (typed instanceof Date) leave(reportHref({ ...answers, step: undefined }, { noticed: typed.toISOString() }));
      return <AskTime answers={answers} today={formatDate(now)} problem={typed} />;
    }
    case "people":
      return <AskPeople answers={answers} />;
    case "paper":
      return <AskPaper answers={answers} />;
    case "check": {
      const serviceIds = servicesOf(
        answers,
        services.map((service) => service.id),
        wide,
      );
      const names = new Map(services.map((service) => [service.id, service.name]));
      const where = answers.where?.[0] === "not-known" ? "Not known yet" : placeWords(serviceIds, names);
      return <ReportCheck answers={answers} serviceIds={serviceIds} where={where} action={reportDisruptionAction} />;
    }
  }
}

const noneTicked = ({ sent, where }: ReportAnswers) =>
  sent && !where ? "Tick at least one service, or go back and choose Not known yet." : undefined;

function hasProblem(answers: ReportAnswers, now: Date): boolean {
  const step = stepOf(answers);
  if (step === "many") return noneTicked(answers) !== undefined;
  return step === "time" && answers.time !== undefined && !(instantOf(answers, now) instanceof Date);
}

/** The typed time as an instant, or what is wrong with it. */
function instantOf({ date, time }: ReportAnswers, now: Date): Date | TimeProblem {
  const day = parseDate(date ?? "", now);
  const clock = parseTime(time ?? "");
  if (!clock) return { field: "time", says: "Write a time such as 18:42." };
  if (!day) return { field: "date", says: "Write a date such as 3 November 2026 or 3/11/26." };
  const joined = toInstant(day, clock);
  if (!joined.ok) return { field: "time", says: joined.reason };
  return joined.instant > now ? { field: "time", says: "That time has not come yet." } : joined.instant;
}
