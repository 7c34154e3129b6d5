export type SignInState = { step: "email" | "password"; email: string; error?: string };
