import { Notice } from "#components/ui/notice.tsx";

/** Says what a reader of closed reviews is not shown, so that a short list is not taken for a quiet time. */
export function ClosedOnly({ open }: { open: number }) {
  return (
    <Notice title="Your role is shown disruptions whose review is closed.">
      {open === 0
        ? "None is open or under review now."
        : `${open} ${open === 1 ? "is" : "are"} open or under review; the Overview says at which services.`}
    </Notice>
  );
}
