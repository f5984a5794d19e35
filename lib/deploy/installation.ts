/** Installation: all stacks of one `watchfire.yaml`: one for the global table, and one for each vantage. */
import { Annotations, type App, Tags } from 'aws-cdk-lib'
import { TableStack } from './table-stack.ts'
import type { Installation } from './vantage-scope.ts'
import { VantageStack } from './vantage-stack.ts'

/** Adds the stacks; the settings must have been read with `deployComplaints`. */
export function addInstallation(app: App, installation: Installation): void {
  const { settings } = installation
  const table = new TableStack(app, installation)
  for (const vantage of settings.vantages) {
    const stack = new VantageStack(app, installation, vantage)
    // Nothing of the table stack is referred to: names are fixed, and only the order of deployment matters.
    stack.addStackDependency(table, 'the functions expect the table and its replica')
  }
  Tags.of(app).add('watchfire', settings.name)
  if (settings.contacts.length === 0)
    Annotations.of(table).addWarningV2(
      'watchfire:nobody-is-told',
      'The settings name no contact: Watchfire will look and judge, and tell nobody',
    )
}
