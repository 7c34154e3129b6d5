import { formatDate, formatDateTime, formatTime } from "#lib/dates.ts";

type WhenProps = { when: Date; style?: "long" | "short"; show?: "both" | "date" | "time" };

/** An instant in London words, with the exact moment in the markup. */
export function When({ when, style = "long", show = "both" }: WhenProps) {
  const words =
    show === "date" ? formatDate(when, style) : show === "time" ? formatTime(when) : formatDateTime(when, style);
  return <time dateTime={when.toISOString()}>{words}</time>;
}

/** A calendar day, such as a due date: 2026-11-24. */
export function Day({ iso, style = "long" }: { iso: string; style?: "long" | "short" }) {
  return <time dateTime={iso.slice(0, 10)}>{formatDate(iso, style)}</time>;
}

export function AsAt({ when }: { when: Date }) {
  return (
    <span className="nowrap">
      As at <When when={when} />
    </span>
  );
}
