/** Message attributes: what a publish says of itself, so that each subscription can tell whether it is for it. */

/** Lists the channels that a message is for. */
export const CHANNEL_ATTRIBUTE = 'channel'

/** The one channel that is ever held back, so its subscriptions ask for it by name. */
export const SMS_CHANNEL = 'sms'
