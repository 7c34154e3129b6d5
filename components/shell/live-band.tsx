import { When } from "#components/ui/as-at.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";

export type LiveDisruption = {
  title: string;
  detail: string;
  href: string;
  /** Left out where only the number is told. */
  since?: Date | undefined;
  /** The moment is that of the report, since no earlier one is known. */
  reported?: boolean;
  link?: string;
};

export function LiveBands({ live }: { live: LiveDisruption[] }) {
  return (
    <div role="status" aria-label="Happening now">
      {live.map((each) => (
        <div className="livebar" key={each.href}>
          <StateChip state="live">Live</StateChip>
          <p className="grow">
            <b>{each.title}</b> {each.detail}
          </p>
          {each.since ? (
            <span className="sm since">
              {each.reported ? "Reported" : "Since"} <When when={each.since} style="short" />
            </span>
          ) : null}
          <LinkButton small href={each.href}>
            {each.link ?? "Open disruption"}
          </LinkButton>
        </div>
      ))}
    </div>
  );
}
