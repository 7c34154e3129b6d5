import type { Route } from "next";
import Link from "next/link";
import type { AnchorHTMLAttributes } from "react";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { href: string };

/** A link to an address known only at run time. Downloads, fragments and other sites stay plain anchors. */
export function Go({ href, ...rest }: GoProps) {
  return isInside(href) && !("download" in rest) ? (
    <Link href={href} prefetch={false} {...rest} />
  ) : (
    <a href={href} {...rest} />
  );
}

function isInside(href: string): href is Route {
  return href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/api/");
}
