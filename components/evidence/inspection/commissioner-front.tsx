import { AskCard, type Opens } from "#components/evidence/inspection/ask-card.tsx";
import { Ended, nextIssue } from "#components/evidence/inspection/ended.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import type { MyRequest } from "#lib/access/outside.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { groupedFingerprint, servicesNamed } from "#lib/evidence/bundle.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Bundle = Awaited<ReturnType<typeof listIssuedBundles>>[number];
type Props = {
  organisation: string;
  body: string | undefined;
  bundles: Bundle[];
  acknowledged: { bundleId: string; at: Date }[];
  names: Names;
  now: Date;
  /** The request that was sent just now. */
  asked: string | undefined;
  acknowledge: FormAction;
  ask: FormAction;
  requests: readonly MyRequest[];
};

export function CommissionerFront({
  organisation,
  body,
  bundles,
  acknowledged,
  names,
  now,
  asked,
  acknowledge,
  ask,
  requests,
}: Props) {
  return (
    <Page
      title={`Evidence issued to ${body ?? "you"}`}
      says={`By ${organisation}, as at ${formatDateTime(now)}. Each bundle can be checked without Holdfast.`}
      actions={<Go href="/verify">Check a bundle</Go>}
    >
      {bundles.length === 0 ? (
        <Empty
          missing="No bundle has been issued to you."
          means="When the provider issues one, it appears here with its fingerprint."
        />
      ) : null}
      {bundles.map((bundle) => (
        <BundleCard
          key={bundle.id}
          bundle={bundle}
          next={nextIssue(bundle, bundles)}
          names={names}
          at={acknowledged.find((one) => one.bundleId === bundle.id)?.at}
          acknowledge={acknowledge}
        />
      ))}
      <AskCard
        ask={ask}
        asked={asked}
        requests={requests}
        names={names}
        opens={opensBundle(bundles)}
        closed="It is not open to you here now. Ask the registered manager how you can see it."
      />
    </Page>
  );
}

/** A bundle's card on this page: nothing else is open to a commissioner's officer. */
export function opensBundle(bundles: readonly Pick<Bundle, "id" | "reference">[]): Opens {
  return (id) => {
    const bundle = bundles.find((one) => one.id === id);
    return bundle && { href: `#bundle-${id}`, word: bundle.reference };
  };
}

function BundleCard({
  bundle,
  next,
  names,
  at,
  acknowledge,
}: {
  bundle: Bundle;
  next: Bundle | undefined;
  names: Names;
  at: Date | undefined;
  acknowledge: FormAction;
}) {
  const open = bundle.state === "issued";
  return (
    <Card id={`bundle-${bundle.id}`} title={bundle.title} aside={`${bundle.reference}, issue ${bundle.issue}`}>
      <div className="stack">
        {open ? null : <Ended bundle={bundle} next={next} />}
        <KeyValues
          items={[
            { label: "For", value: bundle.recipient },
            {
              label: "Services",
              value: servicesNamed(bundle.serviceIds, names.services),
            },
            { label: "Covers", value: `${formatDate(bundle.periodFrom)} to ${formatDate(bundle.periodTo)}` },
            { label: "Issued", value: bundle.issuedAt && formatDateTime(bundle.issuedAt) },
            { label: "Bundle SHA-256", value: <span className="hash">{groupedFingerprint(bundle.sha256 ?? "")}</span> },
            { label: "Signing key", value: <span className="hash">{bundle.keyFingerprint}</span> },
            { label: "Acknowledged", value: at ? formatDateTime(at) : "Not yet" },
          ]}
        />
      </div>
      {open ? (
        <div className="row wrap">
          <a className="btn primary" href={`/api/outside/bundles/${bundle.id}`} download>
            Download the bundle
          </a>
          {at ? null : (
            <Form action={acknowledge} submit="Acknowledge receipt" variant="plain" hidden={{ id: bundle.id }} />
          )}
        </div>
      ) : null}
    </Card>
  );
}
