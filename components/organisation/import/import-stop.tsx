import { LinkButton } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

export function ImportStop({ message }: { message: string }) {
  return (
    <Notice tone="bad" title="This import cannot go on.">
      <p>{message}</p>
      <LinkButton small href="/organisation/import">
        Upload a file
      </LinkButton>
    </Notice>
  );
}
