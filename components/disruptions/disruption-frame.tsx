import type { ReactNode } from "react";
import { DisruptionChip, SeverityTag } from "#components/disruptions/marks.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { formatDate, formatTime, londonDay } from "#lib/dates.ts";
import { placeBeside, placeWords, typeWords } from "#lib/disruptions/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";

export type Part = "whole" | "timeline" | "impact" | "paper" | "duties" | "review" | "sign-off";

type Props = {
  whole: WholeDisruption;
  part: Part;
  /** What this part is called, when it is not the whole. */
  title?: string;
  actions?: ReactNode;
  answer?: ReactNode;
  children: ReactNode;
};

/** The head and the tabs that every page of one disruption shares. */
export function DisruptionFrame({ whole, part, title, actions, answer, children }: Props) {
  const { disruption } = whole;
  const base = `/disruptions/${disruption.id}`;
  return (
    <Page
      title={title ? `${title}: ${disruption.title}` : disruption.title}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        ...(part === "whole" ? [] : [{ label: disruption.reference, href: base }]),
      ]}
      marks={
        <>
          <DisruptionChip row={disruption} />
          {disruption.severity ? <SeverityTag level={disruption.severity} /> : <Tag>Severity not known yet</Tag>}
          <Tag>{disruption.reference}</Tag>
        </>
      }
      says={whereAndWhen(whole)}
      actions={actions}
    >
      {answer}
      <Tabs
        label="Sections"
        tabs={sections(whole).map(({ id, label, count }) => ({
          label,
          href: id === "whole" ? base : `${base}/${id}`,
          ...(count === undefined ? {} : { count }),
          current: id === part,
        }))}
      />
      {children}
    </Page>
  );
}

function sections({ reads, timeline, papers, duties, findings, open, disruption }: WholeDisruption) {
  const left = (kind: string) => open.filter((point) => point.kind === kind).length;
  const papersLeft = papers.reduce((sum, paper) => sum + paper.written - paper.checked, 0);
  const list: { id: Part; label: string; count?: number | string }[] = [
    { id: "whole", label: reads.review ? "Whole review" : "What happened" },
    { id: "timeline", label: "Timeline", count: timeline.length },
    { id: "impact", label: "What it meant" },
    { id: "paper", label: "Paper records", ...(papersLeft > 0 ? { count: `${papersLeft} to check` } : {}) },
    { id: "duties", label: "Who we had to tell", count: left("duty") > 0 ? `${left("duty")} open` : duties.length },
    { id: "review", label: "Review and learning", count: findings.length },
    { id: "sign-off", label: disruption.state === "closed" ? "Sign-off and closure" : "Sign-off" },
  ];
  const readable: Record<Part, boolean> = {
    ...{ whole: true, timeline: true, impact: true },
    ...{ paper: reads.paper, duties: reads.review, review: reads.review, "sign-off": reads.review },
  };
  return list.filter(({ id }) => readable[id]);
}

function whereAndWhen({ disruption, impacts, names }: WholeDisruption): string {
  const { title, noticedAt, restoredAt, startedAt, type, serviceIds } = disruption;
  const from = startedAt ?? noticedAt;
  const people = impacts.every((impact) => impact.peopleAffected !== null) ? sum(impacts, "peopleAffected") : undefined;
  const staff = sum(impacts, "staffOnShift");
  // Of the services that nobody has counted, or that this reader does not see, nothing is said.
  const counted = impacts.map(({ serviceId }) => serviceId);
  const whose = serviceIds.every((id) => counted.includes(id)) ? "" : `${placeWords(counted, names)}: `;
  const until = !restoredAt
    ? " on"
    : ` to ${sameDay(from, restoredAt) ? "" : `${formatDate(restoredAt)}, `}${formatTime(restoredAt)}`;
  return [
    placeBeside(title, placeWords(serviceIds, names)),
    type ? `${typeWords[type]}.` : "What failed is not known yet.",
    from ? `${formatDate(from)}, ${formatTime(from)}${until}.` : "When it was noticed is not known yet.",
    people ? `${whose}${people.toLocaleString("en-GB")} people${staff ? `, ${staff} staff on shift` : ""}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

const sameDay = (a: Date | null, b: Date) => a !== null && londonDay(a) === londonDay(b);

function sum(impacts: WholeDisruption["impacts"], field: "peopleAffected" | "staffOnShift"): number | undefined {
  const known = impacts.flatMap((impact) => impact[field] ?? []);
  return known.length > 0 ? known.reduce((total, each) => total + each, 0) : undefined;
}
