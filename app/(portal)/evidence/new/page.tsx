import type { Metadata } from "next";
import { BundleForm } from "#components/evidence/bundle-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { NewBundleQuery } from "#lib/evidence/inputs.ts";
import { placeAfter } from "#lib/evidence/next-issue.ts";
import { listBodies } from "#lib/evidence/queries/bodies.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { prepareBundleAction } from "../actions.ts";

export const metadata: Metadata = { title: "Prepare a bundle" };

export default async function NewBundlePage({ searchParams }: PageProps<"/evidence/new">) {
  const actor = await enter("evidence");
  found(can(actor, "evidence", "prepare") || undefined);
  const { supersedes } = NewBundleQuery.parse(await searchParams);
  const page = await read(actor, async (tx) => ({
    bodies: await listBodies(tx, actor),
    services: await listServicesInScope(tx, actor),
    before: supersedes ? await findBundle(tx, actor, supersedes) : undefined,
    now: tx.now,
  }));
  return (
    <Page
      title={page.before ? `Prepare issue ${page.before.issue + 1}` : "Prepare a bundle"}
      says={
        page.before
          ? page.before.state === "withdrawn"
            ? `It follows ${placeAfter(page.before).follows}.`
            : `It will supersede ${page.before.reference} when it is issued.`
          : "One person prepares it, another issues it. Nothing leaves before that."
      }
      crumbs={[{ label: "Evidence", href: "/evidence" }]}
    >
      <BundleForm action={prepareBundleAction} {...page} />
    </Page>
  );
}
