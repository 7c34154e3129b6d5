import type { Allowed, Bundle, BundleActions } from "#components/evidence/bundle-record.tsx";
import { LinkButton, LockedButton } from "#components/ui/button.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { blocksIssue, type TextToCheck } from "#lib/evidence/bundle.ts";

type Props = {
  bundle: Bundle;
  texts: readonly TextToCheck[];
  alone: boolean;
  allowed: Allowed;
  actions: BundleActions;
};

export function BundleIssue({ bundle, texts, alone, allowed, actions }: Props) {
  const { id, version, state } = bundle;
  const [block] = blocksIssue(bundle, texts);
  if (state === "ready") {
    return (
      <FinalAct
        question="Issue this bundle?"
        records={
          alone
            ? "Your role and the time are printed on its cover, with “No second person available”. An issued bundle never changes: it can be superseded or withdrawn."
            : "Your role and the time are printed on its cover. An issued bundle never changes: it can be superseded or withdrawn."
        }
      >
        {allowed.issue && !block ? (
          <Form action={actions.issue} submit="Issue the bundle" hidden={{ id, version }} />
        ) : (
          <LockedButton
            label="Issue the bundle"
            reason={
              block ??
              (allowed.issuer ? "You prepared it, so another person issues it." : "Your role does not issue bundles.")
            }
          />
        )}
      </FinalAct>
    );
  }
  if (state === "issued" && allowed.withdraw) {
    return (
      <FinalAct
        question="Withdraw this bundle?"
        records="Its link stops working at once. The record, its fingerprint and your reason stay."
      >
        <p>
          <LinkButton href={`/evidence/new?supersedes=${id}`}>Prepare a new issue instead</LinkButton>
        </p>
        <Form action={actions.withdraw} submit="Withdraw the bundle" variant="alarm" hidden={{ id, version }}>
          <TextArea name="reason" label="Why it is withdrawn" rows={2} />
        </Form>
      </FinalAct>
    );
  }
  return null;
}
