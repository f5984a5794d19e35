/** App: the CDK app, which turns `watchfire.yaml` into one stack for the table and one for each vantage. */
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { addInstallation } from '../lib/deploy/installation.ts'
import { isAskedFor, settingsOrExit } from './app/app-context.ts'
import { writeBundles } from './app/bundles.ts'

const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
const found = settingsOrExit(app.node.tryGetContext('settings'))
addInstallation(app, {
  settings: found.settings,
  bundles: writeBundles(join(app.outdir, 'bundles'), found),
  hasDashboard: isAskedFor(app.node.tryGetContext('dashboard')),
  isFirst: isAskedFor(app.node.tryGetContext('first')),
})
app.synth()
