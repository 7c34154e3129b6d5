import { type Step, Steps } from "#components/ui/steps.tsx";
import { type BundleState, leftToTick, type TextToCheck } from "#lib/evidence/bundle.ts";

type Props = { state: BundleState; texts: readonly TextToCheck[] };

const words = ["Scope", "Assembly", "Texts", "Issue"] as const;

/** How far a bundle has come. An ended one was issued once, and its page says how it ended. */
export function BundleSteps({ state, texts }: Props) {
  const unread = leftToTick(texts);
  const here = placeOf(state, unread);
  const steps = words.map(
    (word, index): Step => ({
      word,
      state: index < here ? "done" : index === here ? "here" : "to-do",
      ...(index === 2 && unread > 0 ? { note: `${unread} to tick` } : {}),
    }),
  );
  return <Steps label="How far this bundle has come" steps={steps} />;
}

function placeOf(state: BundleState, unread: number): number {
  if (state === "draft" || state === "assembling") return 1;
  if (state === "ready") return unread > 0 ? 2 : 3;
  return state === "issuing" ? 3 : words.length;
}
