welcome = Welcome
numbers-title = Numbers to call
# $address: a mail address.
correction = Something is wrong? Write to { $address }.
country-description = Confidential support: { $country }.
farewell = Goodbye
