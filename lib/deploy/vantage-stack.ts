/** Vantage stack: everything of one Region, which looks and judges and, if it is a paging one, answers people. */
import { type App, Stack } from 'aws-cdk-lib'
import type { VantageSettings } from '../domain/settings/sections/vantage-settings.ts'
import { vantageStackName } from '../names/resources.ts'
import { addAlarms } from './alarms.ts'
import { addContactTopics } from './contact-topics.ts'
import { addDashboard } from './dashboard.ts'
import { addDesk, addJudge, addLook } from './look-judge-desk.ts'
import { addDeadLetters, addSchedules } from './schedules.ts'
import { type Installation, isPaging, type VantageScope } from './vantage-scope.ts'

/** It has the same name in every Region, so its id in the app names the Region too. */
export class VantageStack extends Stack {
  constructor(app: App, installation: Installation, vantage: VantageSettings) {
    const { settings, hasDashboard } = installation
    const stackName = vantageStackName(settings.name)
    super(app, `${stackName}-${vantage.name}`, {
      stackName,
      env: { region: vantage.name },
      description: `Watchfire ${settings.name}: looks and judges from ${vantage.name}`,
    })
    const scope: VantageScope = { ...installation, stack: this, region: vantage.name }
    const deadLetters = addDeadLetters(scope)
    const judge = addJudge(scope, deadLetters)
    const look = addLook(scope, vantage, judge)
    const deskUrl = isPaging(scope) ? addDesk(scope) : undefined
    addSchedules(scope, { look, judge, deadLetters, deskUrl })
    if (isPaging(scope)) addContactTopics(scope)
    addAlarms(scope)
    if (hasDashboard && vantage.name === settings.home) addDashboard(scope)
  }
}
