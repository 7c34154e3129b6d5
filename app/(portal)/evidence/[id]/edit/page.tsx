import type { Metadata } from "next";
import { BundleForm } from "#components/evidence/bundle-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/evidence/policy.ts";
import { listBodies } from "#lib/evidence/queries/bodies.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { changeBundleAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Change a draft bundle" };

export default async function EditBundlePage({ params }: PageProps<"/evidence/[id]/edit">) {
  const actor = await enter("evidence");
  const id = foundId((await params).id);
  const { bundle, ...page } = await read(actor, async (tx) => {
    const bundle = await findBundle(tx, actor, id);
    return {
      bundle,
      follows: bundle?.supersedesId ? await findBundle(tx, actor, bundle.supersedesId) : undefined,
      bodies: await listBodies(tx, actor),
      services: await listServicesInScope(tx, actor),
      now: tx.now,
    };
  });
  const draft = found(bundle && may(actor, "change", bundle) ? bundle : undefined);
  return (
    <Page
      title={`Change ${draft.title}`}
      says={
        draft.state === "ready"
          ? "Saving it takes the bundle back to a draft. It is assembled again, and its flagged texts are ticked again."
          : "It has not been assembled yet."
      }
      crumbs={[
        { label: "Evidence", href: "/evidence" },
        { label: draft.reference, href: `/evidence/${id}` },
      ]}
    >
      <BundleForm action={changeBundleAction} draft={draft} {...page} />
    </Page>
  );
}
