import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import type { Outsider } from "#lib/access/actor.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import { type SectionId, sections as specs } from "#lib/evidence/sections.ts";

type Props = {
  outsider: Outsider;
  sections: readonly SectionId[];
  names: Names;
  counts: readonly { id: SectionId; rows: number }[];
  bundles: Awaited<ReturnType<typeof listIssuedBundles>>;
  now: Date;
};

export function InspectionFront({ outsider, sections, names, counts, bundles, now }: Props) {
  const open = bundles.filter((bundle) => bundle.state === "issued");
  return (
    <Page
      answer
      eyebrow={[...names.services.values()].join(", ")}
      title="How we keep care going when systems fail"
      says="These are the provider's own records for the services and dates above. Gaps are shown beside what is in place."
      facts={
        <Facts
          items={[
            ...counts.map(({ id, rows }) => ({ label: specs[id].title, value: rows })),
            { label: "As at", value: formatDateTime(now) },
          ]}
        />
      }
    >
      <div className="grid-main">
        <div className="stack g5">
          {sections.map((id) => (
            <Card key={id} title={specs[id].title} aside={<Go href={`/inspection/${id}`}>Open the register</Go>}>
              <p>{specs[id].question}</p>
            </Card>
          ))}
          {sections.length === 0 ? (
            <Empty
              missing="No register was granted."
              means="Ask the registered manager, who can add registers to this access."
            />
          ) : null}
        </div>
        <div className="stack g5">
          {open.length > 0 ? (
            <Card title="Evidence bundles" flush>
              <ul className="lines">
                {open.map((bundle) => (
                  <li key={bundle.id}>
                    <a href={`/api/outside/bundles/${bundle.id}`} download>
                      {bundle.title}
                    </a>
                    <small>
                      {bundle.reference}, {formatDate(bundle.periodFrom)} to {formatDate(bundle.periodTo)}
                    </small>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          <Card title="What is not in this room">
            <p>
              People's care records, staff files, other services, drafts, and records that also name a service outside
              your access. Ask on site to see these.
            </p>
            <p className="muted">Granted for: {outsider.purpose}.</p>
          </Card>
        </div>
      </div>
    </Page>
  );
}
