/** Message attributes: what SNS is given beside a message, so that each subscription can filter by it. */

/** Lists the channels that a message is for. */
export const CHANNEL_ATTRIBUTE = 'channel'

/** The one channel that is ever held back, so its subscriptions ask for it by name. */
export const SMS_CHANNEL = 'sms'
