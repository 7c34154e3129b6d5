import { LinkButton } from "#components/ui/button.tsx";
import { StateShape } from "#components/ui/state-mark.tsx";

type EmptyProps = { missing: string; means: string; link?: { href: string; label: string } };

/** What is missing, what that means, and the one thing to do about it. */
export function Empty({ missing, means, link }: EmptyProps) {
  return (
    <div className="empty">
      <StateShape state="unknown" size={24} />
      <div className="grow">
        <b>{missing}</b>
        <p>{means}</p>
      </div>
      {link ? (
        <LinkButton small href={link.href}>
          {link.label}
        </LinkButton>
      ) : null}
    </div>
  );
}
