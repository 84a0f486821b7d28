"""What shellcheck's remarks mean, in a writer's words and both languages."""

from kakehashi.finding import Words

SYNTAX: dict[int, Words] = {
    1019: Words("a test lacks its argument", "条件式に引数がありません"),
    1020: Words("a space is missing before the `]`", "`]` の前に空白がありません"),
    1026: Words("`[` groups nothing inside `[ ]`", "`[ ]` の中の `[` はまとまりを作りません"),
    1033: Words("opened by `[[` and closed by `]`", "`[[` で開き、`]` で閉じています"),
    1034: Words("opened by `[` and closed by `]]`", "`[` で開き、`]]` で閉じています"),
    1035: Words("a space is missing here", "ここに空白がありません"),
    1036: Words(
        "a `(` that is not quoted means a function or a subshell here",
        "引用符のない `(` は、ここでは関数かサブシェルを意味します",
    ),
    1039: Words(
        "the word that ends the here-document is indented, so it ends nothing",
        "ヒアドキュメントを終える語が字下げされていて、終わりになりません",
    ),
    1040: Words("only tabs may indent the end of `<<-`", "`<<-` の終わりの字下げに使えるのはタブだけです"),
    1041: Words(
        "the word that ends the here-document does not stand alone in its line",
        "ヒアドキュメントを終える語が、行に単独で置かれていません",
    ),
    1042: Words(
        "the word that ends the here-document is almost, but not exactly, the one that opened it",
        "ヒアドキュメントを終える語が、開いた語と完全には一致しません",
    ),
    1043: Words(
        "the word that ends the here-document is written in other case than the one that opened it",
        "ヒアドキュメントを終える語の大文字と小文字が、開いた語と違います",
    ),
    1044: Words("the here-document that opens here is never ended", "ここで開いたヒアドキュメントが終わっていません"),
    1046: Words("this `if` has no `fi`", "この `if` に `fi` がありません"),
    1048: Words("nothing stands between `then` and the next keyword", "`then` と次のキーワードの間に何もありません"),
    1049: Words("this `if` has no `then`", "この `if` に `then` がありません"),
    1056: Words("this `{` is not closed by `}`", "この `{` が `}` で閉じられていません"),
    1057: Words("this loop has no `do`", "このループに `do` がありません"),
    1058: Words("`do` is missing before this", "この前に `do` がありません"),
    1061: Words("this `do` has no `done`", "この `do` に `done` がありません"),
    1064: Words("this function has no `{`", "この関数に `{` がありません"),
    1065: Words("a function of the shell takes no list of parameters", "シェルの関数に仮引数の一覧は書けません"),
    1075: Words(
        "`else if` opens a second `if` that needs its own `fi`",
        "`else if` は、別の `fi` が必要な 2 つ目の `if` を開きます",
    ),
    1078: Words("the quote that opens here is never closed", "ここで開いた引用符が閉じられていません"),
    1083: Words(
        "JSON without quotes around it is split and stripped of its own quotes",
        "引用符で囲まない JSON は分割され、中の引用符も失われます",
    ),
    1088: Words(
        "a `(` that is not quoted means a function or a subshell here",
        "引用符のない `(` は、ここでは関数かサブシェルを意味します",
    ),
    1089: Words("this closes or ends nothing", "対応する始まりがありません"),
    1118: Words(
        "a space after the word that ends the here-document: it ends nothing",
        "ヒアドキュメントを終える語の後ろに空白があり、終わりになりません",
    ),
    1119: Words(
        "something is missing between the end of the here-document and this",
        "ヒアドキュメントの終わりとの間に改行がありません",
    ),
    1132: Words(
        "the unquoted `&` ends the command here and runs it in the background",
        "引用符のない `&` で、コマンドがここで終わりバックグラウンドで実行されます",
    ),
}
"""Remarks of the parser."""

HINTS: dict[int, Words] = {
    1036: Words("put the text in quotes", "文字列を引用符で囲んでください"),
    1039: Words(
        "start it in the first column, or open with `<<-` and indent by tabs",
        "行頭に置くか、`<<-` で開いてタブで字下げしてください",
    ),
    1041: Words("put it on a line of its own", "単独の行に置いてください"),
    1044: Words("add the word that ends it on a line of its own", "終わりの語だけの行を足してください"),
    1046: Words("add `fi`", "`fi` を足してください"),
    1049: Words("write `; then`", "`; then` と書いてください"),
    1056: Words("add `}` on a line of its own", "`}` だけの行を足してください"),
    1057: Words("write `; do`", "`; do` と書いてください"),
    1058: Words("write `; do` at the end of the line above", "上の行の末尾に `; do` と書いてください"),
    1061: Words("add `done`", "`done` を足してください"),
    1075: Words("write `elif`", "`elif` と書いてください"),
    1078: Words("close it in the same line", "同じ行で閉じてください"),
    1083: Words("put it in single quotes", "一重引用符で囲んでください"),
    1088: Words("put the text in quotes", "文字列を引用符で囲んでください"),
    1118: Words("delete the space", "空白を消してください"),
    1132: Words("put the URL in quotes", "URL を引用符で囲んでください"),
}
"""What to write instead."""

MEANING: dict[int, Words] = {
    2024: Words(
        "`sudo` does not cover the redirection: the file is opened by the caller",
        "`sudo` はリダイレクトに及びません。ファイルは呼び出した人の権限で開かれます",
    ),
    2048: Words("an unquoted `$*` splits its words again", "引用符のない `$*` は、単語をもう一度分割します"),
    2061: Words(
        "the pattern is expanded by the shell before the command sees it",
        "パターンが、コマンドに渡る前にシェルで展開されます",
    ),
    2062: Words(
        "the pattern is expanded by the shell before `grep` sees it",
        "パターンが、`grep` に渡る前にシェルで展開されます",
    ),
    2068: Words("an unquoted array splits its words again", "引用符のない配列は、単語をもう一度分割します"),
    2069: Words(
        "`2>&1` stands before the redirection, so errors still reach the screen",
        "`2>&1` がリダイレクトより前にあり、エラーは画面に出たままです",
    ),
    2088: Words("`~` in quotes is not the home folder", "引用符の中の `~` はホームフォルダーになりません"),
    2097: Words(
        "the assignment is seen only by the command, not by the words of its own line",
        "この代入はコマンドにだけ渡り、同じ行の単語には使われません",
    ),
    2098: Words("this variable still has its value from before the line", "この変数は、この行より前の値のままです"),
    2115: Words(
        "an empty variable makes this delete from the root of the file system",
        "変数が空だと、ファイルシステムの最上位から削除します",
    ),
    2140: Words(
        "the inner quotes end the outer ones; they do not reach the command",
        "内側の引用符が外側を閉じてしまい、コマンドに届きません",
    ),
    2145: Words("an array inside a string is split into several words", "文字列の中の配列は、複数の単語に分かれます"),
    2166: Words(
        "`-a` and `-o` inside `[ ]` are not well defined", "`[ ]` の中の `-a` と `-o` の動作は定まっていません"
    ),
    2168: Words("`local` works only inside a function", "`local` は関数の中でしか使えません"),
    2171: Words("this `]` closes nothing", "この `]` に対応する `[` がありません"),
    2188: Words("this redirection has no command", "このリダイレクトにはコマンドがありません"),
    2215: Words("a command may not start with an option", "コマンドがオプションから始まっています"),
    2259: Words("the redirection replaces what is piped in", "リダイレクトが、パイプの入力を打ち消します"),
    2260: Words("the redirection replaces what is piped on", "リダイレクトが、パイプへの出力を打ち消します"),
    2261: Words("two redirections compete for the same stream", "2 つのリダイレクトが同じ流れを取り合っています"),
    2281: Words("an assignment has no `$` on its left", "代入の左辺に `$` は付けません"),
    2283: Words("an assignment has no spaces around `=`", "代入の `=` の前後に空白は入れません"),
    2286: Words("this empty word is taken for the name of a command", "空の単語がコマンドの名前として扱われます"),
    2287: Words("this is taken for the name of a command", "これがコマンドの名前として扱われます"),
    2288: Words("this is taken for the name of a command", "これがコマンドの名前として扱われます"),
    2289: Words("this is taken for the name of a command", "これがコマンドの名前として扱われます"),
}
"""Remarks about meaning that documents draw most."""
