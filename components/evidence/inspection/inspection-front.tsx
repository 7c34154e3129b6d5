import { AskCard, type Opens } from "#components/evidence/inspection/ask-card.tsx";
import { ByQuestion } from "#components/evidence/inspection/by-question.tsx";
import { endedSays, endedTitle } from "#components/evidence/inspection/ended.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import type { Outsider } from "#lib/access/actor.ts";
import type { MyRequest } from "#lib/access/outside.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import type { QuestionEvidence } from "#lib/evidence/inspection/statements.ts";
import type { KnownGap } from "#lib/evidence/known-gap.ts";
import { type SectionId, sectionIds, sections as specs } from "#lib/evidence/sections.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { stopped } from "#lib/words.ts";

type Props = {
  outsider: Outsider;
  counts: readonly { id: SectionId; rows: number }[];
  questions: readonly QuestionEvidence[];
  chosen: string;
  gaps: readonly KnownGap[];
  /** The request that was sent just now. */
  asked: string | undefined;
  bundles: Awaited<ReturnType<typeof listIssuedBundles>>;
  requests: readonly MyRequest[];
  /** Records named on this page that have a page of their own within the access. */
  opened: ReadonlySet<string>;
  names: Names;
  ask: FormAction;
  now: Date;
};

export function InspectionFront({
  outsider,
  counts,
  questions,
  chosen,
  gaps,
  asked,
  bundles,
  requests,
  opened,
  names,
  ask,
  now,
}: Props) {
  const open = bundles.filter((bundle) => bundle.state === "issued");
  return (
    <Page
      answer
      eyebrow={[...names.services.values()].join(", ")}
      title="How we keep care going when systems fail"
      says="The provider's own records for the services and dates above. Gaps it knows about stand beside what is in place."
      facts={
        <Facts
          items={[
            ...counts.map(({ id, rows }) => ({
              label: specs[id].title,
              value: <Go href={`/inspection/${id}`}>{rows}</Go>,
            })),
            { label: "As at", value: formatDateTime(now) },
          ]}
        />
      }
    >
      <div className="grid-main">
        <div className="stack g5">
          <Gaps gaps={gaps} />
          {questions.length > 0 ? <ByQuestion questions={questions} chosen={chosen} opened={opened} /> : null}
          <Card title="Registers you may open" flush={counts.length > 0}>
            {counts.length === 0 ? (
              <Empty
                missing="No register was granted."
                means="Ask the registered manager, who can add registers to this access."
              />
            ) : (
              <ul className="lines">
                {counts.map(({ id, rows }) => (
                  <li key={id}>
                    <Go href={`/inspection/${id}`}>{specs[id].title}</Go>
                    <small>
                      {specs[id].question} {rows === 1 ? "1 record" : `${rows} records`}.
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
        <div className="stack g5">
          <Bundles bundles={bundles} />
          <AskCard
            ask={ask}
            asked={asked}
            requests={requests}
            names={names}
            opens={opensGranted(open, names, opened)}
            closed="It is not open in this room now. You may see it on site."
          />
          <Card title="What is not in this room">
            <p>
              People's care records, staff files, other services, drafts, and records that also name a service outside
              your access. Ask on site to see these.
            </p>
            <p className="muted">Granted for: {stopped(outsider.purpose)}</p>
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** Issued bundles as files; one that ended says how, and what takes its place. */
function Bundles({ bundles }: Pick<Props, "bundles">) {
  if (bundles.length === 0) return null;
  return (
    <Card title="Evidence bundles" flush>
      <ul className="lines">
        {bundles.map((bundle) => (
          <li key={bundle.id} id={`bundle-${bundle.id}`}>
            {bundle.state === "issued" ? (
              <a href={`/api/outside/bundles/${bundle.id}`} download>
                {bundle.title}
              </a>
            ) : (
              bundle.title
            )}
            <small>
              {bundle.reference}, {formatDate(bundle.periodFrom)} to {formatDate(bundle.periodTo)}
            </small>
            {bundle.state === "issued" ? null : (
              <small>
                {stopped(endedTitle(bundle))} {endedSays(bundle)}
              </small>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** An issued bundle is a file; any other record within the access, its period too, is a page. */
export function opensGranted(
  open: readonly Pick<Props["bundles"][number], "id" | "reference">[],
  names: Names,
  opened: ReadonlySet<string>,
): Opens {
  return (id) => {
    const bundle = open.find((one) => one.id === id);
    if (bundle) return { href: `/api/outside/bundles/${id}`, word: bundle.reference };
    const word = names.references.get(id);
    return word && opened.has(id) ? { href: `/inspection/records/${id}`, word } : undefined;
  };
}

/** Known gaps by register, folded to the register's name and how many: nothing is left out. */
function Gaps({ gaps }: { gaps: readonly KnownGap[] }) {
  const parts = sectionIds
    .map((id) => ({ id, gaps: gaps.filter((gap) => gap.section === id) }))
    .filter((part) => part.gaps.length > 0);
  return (
    <Card title="Gaps we already know about" aside={gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`}>
      {gaps.length === 0 ? (
        <p>None is recorded within this access. That is not a statement that there are none.</p>
      ) : null}
      {parts.map((part) => (
        <details key={part.id} open={gaps.length <= 12}>
          <summary>
            {specs[part.id].title} ({part.gaps.length})
          </summary>
          <ul className="lines">
            {part.gaps.map((gap) => (
              <li key={gap.what}>
                {gap.recordId ? <Go href={`/inspection/records/${gap.recordId}`}>{gap.what}</Go> : gap.what}
                <small>
                  What closes it: {stopped(gap.closes)} {gap.role}
                  {gap.due ? `, by ${formatDate(gap.due)}` : ""}.
                </small>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Card>
  );
}
