/** Desk exchange: a request to the desk and its answer, in the form of Lambda's function URLs. */

/** A request in payload format 2.0, as far as it is read. */
export interface DeskRequest {
  readonly rawPath?: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>
  readonly requestContext?: { readonly http?: { readonly method?: string } }
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface DeskResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
