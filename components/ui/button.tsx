import { Lock } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Go } from "#components/ui/go.tsx";

export type ButtonLook = {
  variant?: "plain" | "primary" | "alarm" | "quiet";
  small?: boolean;
  wide?: boolean;
  icon?: ReactNode;
};

function look({ variant = "plain", small, wide }: ButtonLook) {
  return ["btn", variant === "plain" ? "" : variant, small ? "small" : "", wide ? "wide" : ""]
    .filter(Boolean)
    .join(" ");
}

export function Button({
  variant,
  small,
  wide,
  icon,
  children,
  type = "button",
  ...rest
}: ButtonLook & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className">) {
  return (
    <button type={type} className={look({ variant, small, wide })} {...rest}>
      {icon}
      {children}
    </button>
  );
}

type LinkButtonProps = ButtonLook & { href: string; children: ReactNode; download?: boolean; "aria-label"?: string };

export function LinkButton({ variant, small, wide, icon, children, download, ...rest }: LinkButtonProps) {
  return (
    <Go className={look({ variant, small, wide })} {...rest} {...(download ? { download: true } : {})}>
      {icon}
      {children}
    </Go>
  );
}

/** A step that cannot be taken yet. It says why, and links to what would unlock it. */
export function LockedButton({ label, reason, fix }: { label: string; reason: string; fix?: Fix }) {
  return (
    <div className="locked">
      <span className="btn" aria-disabled="true">
        <Lock size={15} aria-hidden="true" />
        {label}
      </span>
      <span>
        {reason} {fix ? <Go href={fix.href}>{fix.label}</Go> : null}
      </span>
    </div>
  );
}

type Fix = { href: string; label: string };
