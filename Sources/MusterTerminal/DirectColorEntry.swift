import CNcurses
import Foundation

/// Terminal descriptions with direct colour, for systems that lack ncurses' own (`ncurses-term`).
///
/// ncurses reads a compiled description from the variable `TERMINFO` itself (`terminfo(5)`, since
/// version 6.1). These are `xterm-256color` and `tmux-256color` with the colours of `xterm-direct`,
/// and without modified keys, which muster reads itself:
///
///     infocmp -x1 xterm-256color   # colors#0x1000000, RGB, setaf and setab as in xterm-direct
///     tic -x -o DIR FILE && TERMINFO=DIR infocmp -x -0 -Q2 xterm-direct
enum DirectColorEntry: String, CaseIterable {
    case xterm = "xterm-direct"
    case tmux = "tmux-direct"

    /// Runs `body` while ncurses finds the description under its name.
    static func withEntry<Value>(named name: String, _ body: () -> Value) -> Value? {
        guard let entry = DirectColorEntry(rawValue: name) else { return nil }
        let before = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", entry.compiled, 1)
        // Programs that muster starts, such as an editor, look where they always did.
        defer {
            if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
        }
        return body()
    }

    var compiled: String {
        switch self {
        case .xterm: Self.xtermEntry
        case .tmux: Self.tmuxEntry
        }
    }

    private static let xtermEntry = """
        b64:HgImACYADwCdAeYFeHRlcm0tZGlyZWN0fHh0ZXJtIHdpdGggZGlyZWN0IGNvbG91cgAAAQAAAQAAAAEAAAAA\
        AQEAAAAAAAAAAQAAAQAAAQAAAAAAAAAAAVAAAAAIAAAAGAAAAP______________________________________\
        ______________8AAAABAAABAAAABAAGAAgAGQAeACYAKgAuAP__OQBKAEwAUABXAP__WQBmAP__agBuAHgAfAD_\
        ____gACEAIkAjgD__6AApQCqAP__rwC0ALkAvgDHAMsA0gD__-\
        QA6QDvAPUA________BwH_______8ZAf__HQH_______8fAf__JAH__________ygBLAEyATYBOgE-\
        AUQBSgFQAVYBXAFgAf__ZQH__2kBbgFzAXcBfgH__4UBiQGRAf____________________________-ZAaIBqwH_\
        _64BtwHAAckB0gHbAeQB7QH2Af8B________CAIMAhECFgIqAjMC_____0UCSAJTAlYCWAJbArgC__-\
        7Av__________vQLBAsUCyQLNAv_____RAv__BgP_____CgMQA_____________8WA_____________8aAx4D___\
        ________________________________________________________________________________________\
        __________________________________________yIDKAMuAzUDPANDA0oDUgNaA2IDagNyA3oDggOKA5EDmAO\
        fA6YDrgO2A74DxgPOA9YD3gPmA-\
        0D9AP7AwIECgQSBBoEIgQqBDIEOgRCBEkEUARXBF4EZgRuBHYEfgSGBI4ElgSeBKUErASzBLgE______________\
        ____________________________________________-_BMoEzwTiBOYE______________________________\
        _____vBP________________________QE______________________________________________________\
        oECwX_____________________________HQX_______8hBXUF___________________JBf________________\
        ________________________________________________________________________________________\
        _______-AF4wUbW1oABwANABtbJWklcDElZDslcDIlZHIAG1szZwAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkRw\
        AbWyVpJXAxJWQ7JXAyJWRIAAoAG1tIABtbPzI1bAAIABtbPzEybBtbPzI1aAAbW0MAG1tBABtbPzEyOzI1aAAbW1\
        AAG1tNABsoMAAbWzVtABtbMW0AG1s_MTA0OWgbWzIyOzA7MHQAG1sybQAbWzRoABtbOG0AG1s3bQAbWzdtABtbNG\
        0AG1slcDElZFgAGyhCABsoQhtbbQAbWz8xMDQ5bBtbMjM7MDswdAAbWzRsABtbMjdtABtbMjRtABtbPzVoJDwxMD\
        AvPhtbPzVsABtbIXAbWz8zOzRsG1s0bBs-ABtbTAB_ABtbM34AG09CABtPUAAbWzIxfgAbT1EAG09SABtPUwAbWz\
        E1fgAbWzE3fgAbWzE4fgAbWzE5fgAbWzIwfgAbT0gAG1syfgAbT0QAG1s2fgAbWzV-\
        ABtPQwAbWzE7MkIAG1sxOzJBABtPQQAbWz8xbBs-ABtbPzFoGz0AG1s_MTAzNGwAG1s_MTAzNGgAG0UAG1slcDEl\
        ZFAAG1slcDElZE0AG1slcDElZEIAG1slcDElZEAAG1slcDElZFMAG1slcDElZEwAG1slcDElZEQAG1slcDElZEMA\
        G1slcDElZFQAG1slcDElZEEAG1tpABtbNGkAG1s1aQAlcDElYxtbJXAyJXsxfSUtJWRiABtjG10xMDQHABtbIXAb\
        Wz8zOzRsG1s0bBs-ABs4ABtbJWklcDElZGQAGzcACgAbTQAlPyVwOSV0GygwJWUbKEIlOxtbMCU_JXA2JXQ7MSU7\
        JT8lcDUldDsyJTslPyVwMiV0OzQlOyU_JXAxJXAzJXwldDs3JTslPyVwNCV0OzUlOyU_JXA3JXQ7OCU7bQAbSAAJ\
        ABtPdwAbT3kAG091ABtPcQAbT3MAYGBhYWZmZ2dpaWpqa2tsbG1tbm5vb3BwcXFycnNzdHR1dXZ2d3d4eHl5enp7\
        e3x8fX1-\
        fgAbW1oAG1s_N2gAG1s_N2wAG09FABtPRgAbT00AG1syM34AG1syNH4AG1sxOzJQABtbMTsyUQAbWzE7MlIAG1sx\
        OzJTABtbMTU7Mn4AG1sxNzsyfgAbWzE4OzJ-ABtbMTk7Mn4AG1syMDsyfgAbWzIxOzJ-\
        ABtbMjM7Mn4AG1syNDsyfgAbWzE7NVAAG1sxOzVRABtbMTs1UgAbWzE7NVMAG1sxNTs1fgAbWzE3OzV-\
        ABtbMTg7NX4AG1sxOTs1fgAbWzIwOzV-ABtbMjE7NX4AG1syMzs1fgAbWzI0OzV-\
        ABtbMTs2UAAbWzE7NlEAG1sxOzZSABtbMTs2UwAbWzE1OzZ-ABtbMTc7Nn4AG1sxODs2fgAbWzE5OzZ-\
        ABtbMjA7Nn4AG1syMTs2fgAbWzIzOzZ-\
        ABtbMjQ7Nn4AG1sxOzNQABtbMTszUQAbWzE7M1IAG1sxOzNTABtbMTU7M34AG1sxNzszfgAbWzE4OzN-\
        ABtbMTk7M34AG1syMDszfgAbWzIxOzN-ABtbMjM7M34AG1syNDszfgAbWzE7NFAAG1sxOzRRABtbMTs0UgAbWzFL\
        ABtbPzY5bAAbWyVpJWQ7JWRSABtbNm4AG1s_JVs7MDEyMzQ1Njc4OV1jABtbYwAbWzM5OzQ5bQAbWzNtABtbMjNt\
        ABtbPzY5aBtbJWklcDElZHMAG1s_NjloG1slaTslcDElZHMAG1s8ABtbJT8lcDElezh9JTwldDMlcDElZCVlMzg6\
        Mjo6JXAxJXs2NTUzNn0lLyVkOiVwMSV7MjU2fSUvJXsyNTV9JSYlZDolcDElezI1NX0lJiVkJTttABtbJT8lcDEl\
        ezh9JTwldDQlcDElZCVlNDg6Mjo6JXAxJXs2NTUzNn0lLyVkOiVwMSV7MjU2fSUvJXsyNTV9JSYlZDolcDElezI1\
        NX0lJiVkJTttABtbPzY5aBtbJWklcDElZDslcDIlZHMAG2wAG20AAwAAABoANwBQAQEBAQAAAAkAEgAZACUAKgA8\
        AEMASgBQAFoAegB-AIIAhgCKAI4AkgCWAJoAngCiAKYAqgCwALUAAAADAAcACgANABAAEwAWABkAHAAfACIAJQAo\
        ACsALwAzADcAOwA_AEUASwBRAFcAXQBjAGkAbgBzABtbPzIwMDRsABtbPzIwMDRoABtdMTEyBwAbXTEyOyVwMSVz\
        BwAbWzNKABtdNTI7JXAxJXM7JXAyJXMHABtbMjAxfgAbWzIwMH4AG1syIHEAG1slcDElZCBxABtbPzEwMDY7MTAw\
        MCU_JXAxJXsxfSU9JXRoJWVsJTsAG094ABtPdAAbT3YAG09yABtPRQAbT2sAG09sABtPbwAbT24AG09qABtPbQAb\
        T3AAG1syOW0AG1s5bQAbWzwlaSVwMyVkOyVwMSVkOyVwMiVkOyU_JXA0JXRNJWVtJTsAQVgAUkdCAFhUAEJEAEJF\
        AENyAENzAEUzAE1zAFBFAFBTAFNlAFNzAFhNAGthMgBrYjEAa2IzAGtjMgBrcDUAa3BBREQAa3BDTUEAa3BESVYA\
        a3BET1QAa3BNVUwAa3BTVUIAa3BaUk8Acm14eABzbXh4AHhtAA==
        """

    private static let tmuxEntry = """
        b64:HgIkACsADwBpAQcFdG11eC1kaXJlY3R8dG11eCB3aXRoIGRpcmVjdCBjb2xvdXIAAAEAAAEAAAABAQAAAAEB\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAQBQAAAACAAAABgAAAD_________________________________\
        ____________________AAAAAQAAAQAAAAQABgAIABkAHgAlACkALQD__zgASQBLAE8AVgD__1gAZAD__2gAawBx\
        AHUAeQD__38AgQCGAIsA__-\
        UAJkAngD__6MAqACtAP__sgC0ALkA___CAMcAzQDTAP__1gD__9gA________3AD__-AA________4gD__-cA___\
        ________rAO8A9QD5AP0AAQEHAQ0BEwEZAR8BJAH__ykB__8tATIBNwE7AUIB__9JAU0BVQH________________\
        __________________10B__9gAWkBcgF7AYQBjQGWAZ8BqAGxAf____________________-\
        6Af_____LAc4B2QHcAd4B4QE6Av__PQI_Av__________________________RAL__4UC________________iQL\
        _____________________kAL________________________________________________________________\
        _______________________________________________________________________-VApsCoQKoAq8CtgK\
        9AsUCzQLVAt0C5QLtAvUC_QIEAwsDEgMZAyEDKQMxAzkDQQNJA1EDWQNgA2cDbgN1A30DhQONA5UDnQOlA60DtQO\
        8A8MDygPRA9kD4QPpA_ED-QMBBAkEEQQYBB8EJgT________________________________________________\
        _____________KwQ2BDsEQwRHBP__________________________________UAT_______________________9\
        VBP_____________________________________________________________________________________\
        __1sE________XwSzBBtbWgAHAA0AG1slaSVwMSVkOyVwMiVkcgAbWzNnABtbSBtbSgAbW0sAG1tKABtbJWklcDE\
        lZEcAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWzM0aBtbPzI1aAAbW0MAG00AG1szNGwAG1tQABt\
        bTQAbXTA7BwAOABtbNW0AG1sxbQAbWz8xMDQ5aAAbWzJtABtbNGgAG1s4bQAbWzdtABtbN20AG1s0bQAPABtbbQ8\
        AG1s_MTA0OWwAG1s0bAAbWzI3bQAbWzI0bQAbZwAHABspMAAbW0wAfwAbWzN-\
        ABtPQgAbT1AAG1syMX4AG09RABtPUgAbT1MAG1sxNX4AG1sxN34AG1sxOH4AG1sxOX4AG1syMH4AG1sxfgAbWzJ-\
        ABtPRAAbWzZ-ABtbNX4AG09DABtbMTsyQgAbWzE7MkEAG09BABtbPzFsGz4AG1s_MWgbPQAbRQAbWyVwMSVkUAAb\
        WyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkUwAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVw\
        MSVkVAAbWyVwMSVkQQAbYxtbPzEwMDBsG1s_MjVoABs4ABtbJWklcDElZGQAGzcACgAbTQAbWzAlPyVwNiV0OzEl\
        OyU_JXAyJXQ7NCU7JT8lcDElcDMlfCV0OzclOyU_JXA0JXQ7NSU7JT8lcDUldDsyJTslPyVwNyV0OzglO20lPyVw\
        OSV0DiVlDyU7ABtIAAkAG10wOwArKywsLS0uLjAwYGBhYWZmZ2doaGlpampra2xsbW1ubm9vcHBxcXJyc3N0dHV1\
        dnZ3d3h4eXl6ent7fHx9fX5-\
        ABtbWgAbKEIbKTAAG1s0fgAbWzIzfgAbWzI0fgAbWzE7MlAAG1sxOzJRABtbMTsyUgAbWzE7MlMAG1sxNTsyfgAb\
        WzE3OzJ-ABtbMTg7Mn4AG1sxOTsyfgAbWzIwOzJ-ABtbMjE7Mn4AG1syMzsyfgAbWzI0OzJ-\
        ABtbMTs1UAAbWzE7NVEAG1sxOzVSABtbMTs1UwAbWzE1OzV-ABtbMTc7NX4AG1sxODs1fgAbWzE5OzV-\
        ABtbMjA7NX4AG1syMTs1fgAbWzIzOzV-\
        ABtbMjQ7NX4AG1sxOzZQABtbMTs2UQAbWzE7NlIAG1sxOzZTABtbMTU7Nn4AG1sxNzs2fgAbWzE4OzZ-\
        ABtbMTk7Nn4AG1syMDs2fgAbWzIxOzZ-\
        ABtbMjM7Nn4AG1syNDs2fgAbWzE7M1AAG1sxOzNRABtbMTszUgAbWzE7M1MAG1sxNTszfgAbWzE3OzN-\
        ABtbMTg7M34AG1sxOTszfgAbWzIwOzN-ABtbMjE7M34AG1syMzszfgAbWzI0OzN-ABtbMTs0UAAbWzE7NFEAG1sx\
        OzRSABtbMUsAG1slaSVkOyVkUgAbWzZuABtbPzE7MmMAG1tjABtbMzk7NDltABtbM20AG1syM20AG1tNABtbJT8l\
        cDElezh9JTwldDMlcDElZCVlMzg6Mjo6JXAxJXs2NTUzNn0lLyVkOiVwMSV7MjU2fSUvJXsyNTV9JSYlZDolcDEl\
        ezI1NX0lJiVkJTttABtbJT8lcDElezh9JTwldDQlcDElZCVlNDg6Mjo6JXAxJXs2NTUzNn0lLyVkOiVwMSV7MjU2\
        fSUvJXsyNTV9JSYlZDolcDElezI1NX0lJiVkJTttAAADAAEAEAAkAMUAAQEBAAEAAAAAAAkAEgAZACUAKQAuAEAA\
        RwBOAFYAXABnAHEAdgB8AAAAAwAGAAoADQAQABMAFgAZABwAHwAiACUAKAArAC4ANAA3ADoAPwAbWz8yMDA0bAAb\
        Wz8yMDA0aAAbXTExMgcAG10xMjslcDElcwcAGyhCABtbM0oAG101MjslcDElczslcDIlcwcAG1syMDF-ABtbMjAw\
        fgAbKCVwMSVjABtbMiBxABtbNDolcDElZG0AG1slcDElZCBxABtdMDsAG1syOW0AG1s5bQBBWABHMABSR0IAVTgA\
        QkQAQkUAQ3IAQ3MARTAARTMATXMAUEUAUFMAUzAAU2UAU211bHgAU3MAVFMAcm14eABzbXh4AA==
        """
}
