/** Grant: one statement of what a function may do, and why it names nothing narrower, where it does not. */
import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam'

export interface Grant {
  readonly statement: PolicyStatement
  /** For a statement with a wildcard: what cdk-nag calls the finding, and the reason for it. */
  readonly acknowledged?: { readonly id: string; readonly reason: string }
}

export function grant(props: PolicyStatementProps): Grant {
  return { statement: new PolicyStatement(props) }
}

/** With more characters of names than this, a role's policies could exceed the 10,240 that IAM takes of all of them. */
const NAMED_CHARACTERS_MAX = 4_000
/** Statements are spread over several policies, but none is cut into two. */
const NAMED_PER_STATEMENT = 20

/** The resources by name, or by what all their names begin with, if there are too many of them. */
export function grantNamed(
  action: string,
  named: readonly string[],
  beginnings: readonly string[],
): readonly Grant[] {
  if (named.join('","').length > NAMED_CHARACTERS_MAX)
    return beginnings.map((beginning) => grantBeginning(action, beginning))
  const count = Math.ceil(named.length / NAMED_PER_STATEMENT)
  return Array.from({ length: count }, (_, chunk) => {
    const first = chunk * NAMED_PER_STATEMENT
    return grant({ actions: [action], resources: named.slice(first, first + NAMED_PER_STATEMENT) })
  })
}

function grantBeginning(action: string, beginning: string): Grant {
  const resource = `${beginning}*`
  return {
    ...grant({ actions: [action], resources: [resource] }),
    acknowledged: {
      id: `AwsSolutions-IAM5[Resource::${resource.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>')}]`,
      reason: "a role's policies cannot hold the names of so many",
    },
  }
}
