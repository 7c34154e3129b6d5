/** Common passwords and their stems, compared in lower case, whole and with everything but letters removed. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
    000000000000 098765432109 111111111111 112233445566 121212121212 123412341234 123456123456 123456789012
    1234567890123 12345678901234 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 987654321098 a1b2c3d4e5f6
    aaaaaaaaaaaa abc123abc123 abcabcabcabc abcdabcdabcd abcdefghijkl abcdefghijklm abcdefghijklmn
    abcdefghijklmnop admin1234567 adminadmin administrator administratoradministrator arsenalarsenal
    asdfghjkl asdfghjklasdf autumnwinter baseball baseballbaseball batmanbatman carehome carehomecarehome
    careworker changeme changemechangeme changemeplease charlie12345 chelseachelsea chocolate
    chocolatechocolate computer computercomputer correcthorsebatterystaple defaultpassword donotforget dragon
    dragon123456 dragondragon everythingwillbefine football football1234 footballfootball forgotpassword
    iloveyou iloveyou1234 iloveyouiloveyou initialpassword internet internetinternet januaryfebruary letmein
    letmein123456 letmeinletmein liverpool liverpoolfc loginpassword manchester manchesterunited master123456
    mastermaster medication medicines monkey monkey123456 monkeymonkey mypassword mypasswordismypassword
    newpassword nopassword nothinghere oldpassword p@ssw0rd1234 p@ssword1234 passw0rd1234 passw0rdpassw0rd
    password password1234 password12345 password123456 passwordlogin passwordpasswd passwordpassword
    passwordtest princess princess1234 princessprincess q1w2e3r4t5y6 qazwsxedcrfv qwerty123456 qwerty1234567
    qwertyqwerty qwertyuiop qwertyuiopas qwertyuiopasdf qwertyuiopqwerty residents secret secretsecret
    springsummer summersummer sunshine sunshine1234 sunshinesunshine superman superman1234 supermansuperman
    temporarypassword temppassword testpassword testtesttest thisismypassword topsecret trustno
    trustno1trustno1 trustnoonetrustnoone userpassword welcome welcome12345 welcome123456 welcomewelcome
    whatever whateverwhatever wintersummer yourpassword zaq12wsxcde3 zxcvbnmzxcvbnm
  `
    .trim()
    .split(/\s+/),
);
