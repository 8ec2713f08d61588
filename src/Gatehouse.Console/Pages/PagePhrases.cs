namespace Gatehouse.Console.Pages;

/// <summary>The keys of the phrases that pages are made of; their texts stand with those of the causes, one file a language.</summary>
internal static class PagePhrases
{
    public const string Help = "page.help-line";

    public const string SignInTitle = "page.sign-in.title";

    public const string Name = "page.name";

    public const string Password = "page.password";

    public const string SignInButton = "page.sign-in.button";

    public const string Forgot = "page.forgot";

    public const string Register = "page.register";

    public const string SignInWith = "page.sign-in.with";

    public const string Or = "page.or";

    public const string SignedInAs = "page.signed-in-as";

    public const string Continue = "page.continue";

    public const string AsOther = "page.sign-in.as-other";

    public const string SignedOut = "page.signed-out";

    public const string SignOutThereTitle = "page.sign-out-there.title";

    public const string SignOutThere = "page.sign-out-there";

    public const string HowTo = "page.how-to";

    public const string NewPasswordTitle = "page.new-password.title";

    public const string NewPasswordMust = "page.new-password.must";

    public const string NewPassword = "page.new-password";

    public const string NewPasswordRule = "page.new-password.rule";

    public const string NewPasswordSave = "page.new-password.save";

    public const string NewPasswordRefused = "page.new-password.refused";

    public const string NewPasswordShort = "page.new-password.short";

    public const string NewPasswordLong = "page.new-password.long";

    public const string NewPasswordCommon = "page.new-password.common";

    public const string NewPasswordName = "page.new-password.name";

    public const string NewPasswordSame = "page.new-password.same";

    public const string LinkDeadTitle = "page.link-dead.title";

    public const string LinkDead = "page.link-dead";

    public const string LinkAgain = "page.link-again";

    public const string ResetTitle = "page.reset.title";

    public const string ResetExplain = "page.reset.explain";

    public const string ResetButton = "page.reset.button";

    public const string ResetSentTitle = "page.reset.sent.title";

    public const string ResetSent = "page.reset.sent";

    public const string ResetMailSubject = "page.reset.mail.subject";

    public const string ResetMailBody = "page.reset.mail.body";

    public const string FormOldTitle = "page.form-old.title";

    public const string FormOld = "page.form-old";

    public const string AccountTitle = "page.account.title";

    public const string Roles = "page.account.roles";

    public const string None = "page.none";

    public const string Sessions = "page.account.sessions";

    public const string Browser = "page.account.browser";

    public const string Address = "page.account.address";

    public const string Since = "page.account.since";

    public const string LastUsed = "page.account.last-used";

    public const string ThisOne = "page.account.this-one";

    public const string EndThis = "page.account.end";

    public const string EndOf = "page.account.end-of";

    public const string AuthorizeTitle = "page.authorize.title";

    public const string AuthorizeAsks = "page.authorize.asks";

    public const string AuthorizeScopes = "page.authorize.scopes";

    public const string AuthorizeNothing = "page.authorize.nothing";

    public const string AuthorizeGoesTo = "page.authorize.goes-to";

    public const string AuthorizeAllow = "page.authorize.allow";

    public const string AuthorizeRefuse = "page.authorize.refuse";

    public const string AuthorizeBackTitle = "page.authorize.back.title";

    public const string AuthorizeBack = "page.authorize.back";

    public const string AuthorizeEnd = "page.authorize.end";

    public const string Programs = "page.account.programs";

    public const string Program = "page.account.program";

    public const string ProgramMay = "page.account.may";

    public const string EndProgram = "page.account.end-program";

    public const string ProgramEnded = "page.account.program-ended";

    public const string EndOthers = "page.account.end-others";

    public const string Ended = "page.account.ended";

    public const string OthersEnded = "page.account.others-ended";

    public const string ChangePassword = "page.account.password";

    public const string CurrentPassword = "page.account.current";

    public const string PasswordSaved = "page.account.saved";

    public const string SignOut = "page.sign-out";

    public const string SessionLimits = "page.account.limits";

    public const string Minutes = "page.minutes";

    public const string Hours = "page.hours";

    public const string Days = "page.days";

    public const string HelpTitle = "page.help.title";

    public const string HelpIntro = "page.help.intro";

    public const string HelpSession = "page.help.session";

    public const string HelpSessionText = "page.help.session.text";

    public const string HelpBasic = "page.help.basic";

    public const string HelpKey = "page.help.key";

    public const string HelpKeyText = "page.help.key.text";

    public const string HelpBearer = "page.help.bearer";

    public const string HelpBearerText = "page.help.bearer.text";

    public const string HelpBearerOwn = "page.help.bearer.own";

    public const string HelpOther = "page.help.other";

    public const string HelpPublic = "page.help.public";

    public const string HelpPaths = "page.help.paths";

    public const string HelpWays = "page.help.ways";

    public const string HelpWords = "page.help.words";

    public const string WordCredentials = "page.word.credentials";

    public const string WordChallenge = "page.word.challenge";

    public const string WordRealm = "page.word.realm";

    public const string WordReference = "page.word.reference";

    public const string Copy = "page.copy";

    public const string Copied = "page.copied";

    public const string AskAccess = "page.ask-access";

    public const string AskAccessSubject = "page.ask-access.subject";

    public const string AskAccessBody = "page.ask-access.body";

    public const string OtherUser = "page.other-user";

    public const string ScriptEnded = "page.script.ended";

    public const string ScriptEnds = "page.script.ends";

    public const string ScriptStay = "page.script.stay";

    public const string ScriptSignIn = "page.script.sign-in";

    public const string FactorTitle = "page.factor.title";

    public const string FactorExplain = "page.factor.explain";

    public const string FactorScanTitle = "page.factor.scan.title";

    public const string FactorScan = "page.factor.scan";

    public const string FactorPicture = "page.factor.picture";

    public const string FactorOpen = "page.factor.open";

    public const string FactorKey = "page.factor.key";

    public const string FactorConfirm = "page.factor.confirm";

    public const string FactorCode = "page.factor.code";

    public const string FactorCodeOrRecovery = "page.factor.code-or-recovery";

    public const string FactorTurnOn = "page.factor.turn-on";

    public const string FactorSince = "page.factor.since";

    public const string FactorLeft = "page.factor.left";

    public const string FactorChange = "page.factor.change";

    public const string FactorRenewCodes = "page.factor.renew";

    public const string FactorTurnOff = "page.factor.turn-off";

    public const string FactorAdded = "page.factor.added";

    public const string FactorRemoved = "page.factor.removed";

    public const string FactorCodesRenewed = "page.factor.codes-renewed";

    public const string FactorCodesTitle = "page.factor.codes.title";

    public const string FactorCodes = "page.factor.codes";

    public const string FactorSetUp = "page.factor.set-up";

    public const string CodeTitle = "page.code.title";

    public const string CodeExplain = "page.code.explain";
}
