import type { z } from 'zod';

/** A question with an answer; it can be cancelled. */
export interface RequestShape<Params extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly type: 'request';
  readonly params: Params;
  readonly answer: Answer;
}

/** Something told, without an answer. */
export interface NotificationShape<Params extends z.ZodType = z.ZodType> {
  readonly type: 'notification';
  readonly params: Params;
}

export type Methods = Readonly<Record<string, RequestShape | NotificationShape>>;

/** What two sides say to each other over one channel. Raise `version` whenever a shape changes. */
export interface Contract<Host extends Methods = Methods, View extends Methods = Methods> {
  readonly channel: string;
  readonly version: number;
  /** Served by the extension host. */
  readonly host: Host;
  /** Served by the webview. */
  readonly view: View;
}

export function request<P extends z.ZodType, A extends z.ZodType>(params: P, answer: A): RequestShape<P, A> {
  return { type: 'request', params, answer };
}

export function notification<P extends z.ZodType>(params: P): NotificationShape<P> {
  return { type: 'notification', params };
}

export function defineContract<const H extends Methods, const V extends Methods>(
  contract: Contract<H, V>,
): Contract<H, V> {
  return contract;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The caller's side: one function a method. A notification's function returns nothing. */
export type Client<M extends Methods> = {
  readonly [K in keyof M]: M[K] extends RequestShape<infer P, infer A>
    ? (params: z.input<P>, options?: CallOptions) => Promise<z.output<A>>
    : M[K] extends NotificationShape<infer P>
      ? (params: z.input<P>) => void
      : never;
};

/** The serving side: one handler a method. A request's handler may take its time; its signal says "no longer". */
export type Handlers<M extends Methods> = {
  readonly [K in keyof M]: M[K] extends RequestShape<infer P, infer A>
    ? (params: z.output<P>, signal: AbortSignal) => Promise<z.input<A>> | z.input<A>
    : M[K] extends NotificationShape<infer P>
      ? (params: z.output<P>) => void
      : never;
};
