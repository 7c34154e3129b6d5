import type { Allowed, Bundle, BundleActions } from "#components/evidence/bundle-record.tsx";
import { LinkButton, LockedButton } from "#components/ui/button.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { inRole } from "#lib/access/roles.ts";
import { blocksIssue, type TextToCheck } from "#lib/evidence/bundle.ts";
import { isForAnother, toldNoMore } from "#lib/evidence/next-issue.ts";
import type { Issuer } from "#lib/evidence/queries/issuers.ts";
import type { NextIssue } from "#lib/evidence/queries/register.ts";
import { listed } from "#lib/words.ts";

type Props = {
  bundle: Bundle;
  next: NextIssue | undefined;
  before: Bundle | undefined;
  names: ReadonlyMap<string, string>;
  body: string | undefined;
  texts: readonly TextToCheck[];
  uncommissioned: string | undefined;
  outdated: string | undefined;
  issuers: readonly Issuer[];
  alone: boolean;
  allowed: Allowed;
  actions: BundleActions;
};

export function BundleIssue(props: Props) {
  const { bundle, next, allowed, actions } = props;
  const { id, version, state } = bundle;
  return (
    <>
      {state === "ready" ? <Issue {...props} /> : null}
      {allowed.discard ? (
        <FinalAct
          question="Discard this bundle?"
          records={`Nothing of it was issued. Its reference, ${bundle.reference}, stays used, with who discarded it, when and why.`}
        >
          <Form action={actions.discard} submit="Discard the bundle" variant="alarm" hidden={{ id, version }}>
            <TextArea name="reason" label="Why it is discarded" rows={2} />
          </Form>
        </FinalAct>
      ) : null}
      {state === "issued" && allowed.withdraw ? (
        <FinalAct
          question="Withdraw this bundle?"
          records="Its link stops working at once. The record and its fingerprint stay, and whoever received it reads your reason in your words."
        >
          {next ? (
            <p>
              <LinkButton href={`/evidence/${next.id}`}>Its next issue: {next.reference}</LinkButton>
            </p>
          ) : allowed.prepare ? (
            <p>
              <LinkButton href={`/evidence/new?supersedes=${id}`}>Prepare a new issue instead</LinkButton>
            </p>
          ) : null}
          <Form action={actions.withdraw} submit="Withdraw the bundle" variant="alarm" hidden={{ id, version }}>
            <TextArea
              name="reason"
              label="Why it is withdrawn"
              hint="The recipient reads this. Name nobody who uses or works in services."
              rows={2}
            />
          </Form>
        </FinalAct>
      ) : null}
    </>
  );
}

function Issue({ bundle, before, names, body, texts, uncommissioned, outdated, issuers, ...rest }: Props) {
  const { alone, allowed, actions } = rest;
  const { id, version } = bundle;
  // Only a role that reads the texts can say how many wait.
  const [block] = blocksIssue(bundle, texts, uncommissioned, outdated);
  const less = before ? toldNoMore(before, bundle, names) : [];
  const another = before !== undefined && isForAnother(before, bundle);
  const open = allowed.issue && !block;
  const verb = `Issue to ${body ?? bundle.recipient}`;
  const records =
    "Your role and the time are printed on its cover. An issued bundle never changes: it can be superseded or withdrawn.";
  return (
    <div id="issue">
      <FinalAct
        question={`${verb}?`}
        records={alone ? `${records} The cover also says “No second person available”.` : records}
      >
        <div className="stack">
          {before && (another || (less.length > 0 && !open)) ? (
            <Notice tone="warn" title={`Not as ${before.reference}.`}>
              {another
                ? `It was for ${before.recipient}; this issue is for ${bundle.recipient}. The README says that it had another named recipient, and not who. `
                : null}
              {less.length > 0 && !open ? `It told what this issue does not: ${listed(less)}.` : null}
            </Notice>
          ) : null}
          {open ? (
            <Form action={actions.issue} submit={verb} hidden={{ id, version }}>
              {before && less.length > 0 ? (
                <CheckboxGroup
                  name="less"
                  label={`${before.reference} told what this issue does not`}
                  hint={`${less.join(". ")}. Have it changed if it should tell them too.`}
                  options={[{ value: "yes", label: "I know that this issue leaves them out" }]}
                />
              ) : null}
            </Form>
          ) : (
            <LockedButton
              label={verb}
              reason={
                block ??
                `${allowed.issuer ? "You prepared it, so another person issues it." : "Your role does not issue bundles."} ${whoIssues(issuers)}`
              }
            />
          )}
        </div>
      </FinalAct>
    </div>
  );
}

/** Beside the top of a bundle that is ready: how much is left, who may issue it, and the way down to the step. */
export function IssueReady({
  left,
  all,
  body,
  issuers,
  shown,
}: {
  left: number;
  all: number;
  body: string | undefined;
  issuers: readonly Issuer[];
  /** Whether the reader's role sees the texts. */
  shown: boolean;
}) {
  return (
    <Notice tone={left > 0 ? "warn" : "info"} title={body ? `Ready to check, for ${body}.` : "Ready to check."}>
      {shown ? (
        <>
          <a href="#texts">
            {left} of {all === 1 ? "1 text" : `${all} texts`} to tick
          </a>
          .{" "}
        </>
      ) : null}
      {whoIssues(issuers)} <a href="#issue">Go to the issue step</a>
    </Notice>
  );
}

function whoIssues(issuers: readonly Issuer[]): string {
  const names = issuers.map(({ name, role }) => inRole(name, role));
  return names.length > 0
    ? `It can be issued by ${listed([...new Set(names)], "or")}.`
    : "Nobody else here holds a role that issues, so who prepared it may.";
}
