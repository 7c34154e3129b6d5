import { When } from "#components/ui/as-at.tsx";

/** The largest thing on a contingency sheet. `now` decides whether it has passed. */
export function UseUntil({ until, now }: { until: Date | undefined; now: Date }) {
  const passed = until !== undefined && until.getTime() <= now.getTime();
  return (
    <p className={passed ? "use-until passed" : "use-until"}>
      <span>{passed ? "Do not use. Ended" : "Use until"}</span>
      {until ? <When when={until} style="short" /> : <b>Not known</b>}
    </p>
  );
}
