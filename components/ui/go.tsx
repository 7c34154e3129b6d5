import type { AnchorHTMLAttributes } from "react";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { href: string };

/** A link to an address known only at run time. FollowLinks follows it where it leads inside. */
export function Go(props: GoProps) {
  return <a {...props} />;
}
