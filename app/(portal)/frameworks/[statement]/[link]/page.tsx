import type { Metadata } from "next";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { statementOf } from "#lib/frameworks/framework.ts";
import { may } from "#lib/frameworks/policy.ts";
import { currentFrameworks, findEvidenceLink } from "#lib/frameworks/queries.ts";
import { unlinkEvidenceAction } from "../../actions.ts";

export const metadata: Metadata = { title: "End a link" };

export default async function UnlinkPage({ params }: PageProps<"/frameworks/[statement]/[link]">) {
  const actor = await enter("frameworks");
  const { statement: statementId, link: linkId } = await params;
  const id = foundId(linkId);
  const page = await read(actor, async (tx) => {
    const known = statementOf(await currentFrameworks(tx), statementId);
    const link = await findEvidenceLink(tx, actor, id);
    const mine =
      link?.statementId === statementId &&
      may(actor, "unlink", { serviceIds: link.serviceIds, ended: link.endedAt !== null });
    return known && mine && { statement: known.statement, link };
  });
  const { statement, link } = found(page || undefined);
  return (
    <Page
      title={`End the link of ${link.reference}`}
      crumbs={[
        { label: "Frameworks", href: "/frameworks" },
        { label: statement.name, href: `/frameworks/${statementId}` },
      ]}
      says={`${link.title}, linked to ${statement.code} ${statement.name}.`}
    >
      <FinalAct
        question="No longer evidence for this?"
        records="Your role, the date and the reason are kept, and the link stays in the history. The record itself does not change."
      >
        <Form action={unlinkEvidenceAction} submit="End the link" hidden={{ id: link.id, version: link.version }}>
          <TextArea name="reason" label="Why it is no longer evidence" rows={2} />
        </Form>
      </FinalAct>
    </Page>
  );
}
