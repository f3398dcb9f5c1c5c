/** The .nn language, version 1. docs/language.md explains it; the checker gives it its meaning. */
grammar Nn;

file        : packageDecl? importDecl* topLevel* EOF ;
packageDecl : 'package' qname ';' ;
importDecl  : 'import' STRING ('as' ID)? ';' ;
topLevel    : annotation* (modelDecl | blockDecl | constDecl) ;
constDecl   : 'const' ID '=' expr ';' ;
modelDecl   : 'model' ID signature? body ;
blockDecl   : 'block' ID ('(' (param (',' param)*)? ')')? body ;
param       : ID ('=' expr)? ;
signature   : '(' port (',' port)* ')' ('->' outputs)? ;
outputs     : type | '(' port (',' port)* ')' ;
port        : ID ':' type ;
type        : dtype shape? | shape ;
dtype       : 'float' | 'int' ;
shape       : '[' (size (',' size)*)? ']' ;
size        : ID '<=' expr | expr ;
body        : '<' chain '>' ;
chain       : (item (';' item)* ';'?)? ;
item        : annotation* (fromItem | useItem | layer) tap? ;
fromItem    : 'from' (ID | '(' ID (',' ID)* ')') ;
useItem     : (name ':')? 'use' qname ;
layer       : (name ':')? qname args? branches? ;
branches    : '<' chain ('|' chain)* '>' ;
tap         : '->' (ID | '(' ID (',' ID)* ')') ;
args        : '(' (arg (',' arg)* ','?)? ')' ;
arg         : (ID '=')? expr ;
expr        : '-' expr                                  # negation
            | left=expr op=('*' | '/' | '%') right=expr # binary
            | left=expr op=('+' | '-') right=expr       # binary
            | INT                                       # integer
            | FLOAT                                     # decimal
            | ('true' | 'false')                        # bool
            | 'none'                                    # none
            | STRING                                    # text
            | qname args?                               # reference
            | '(' expr ')'                              # group
            | '(' ID (',' ID)+ ')'                      # nameList
            | '[' (expr (',' expr)*)? ']'               # listOf
            ;
annotation  : '@' qname args? ;
qname       : name ('.' name)* ;
name        : ID | 'model' | 'block' | 'const' | 'as' ;

/** Reserved for a later version; no rule uses it. */
TRAIN       : 'train' ;
ID          : [A-Za-z_] [A-Za-z0-9_]* ;
INT         : [0-9]+ ('_'+ [0-9]+)* ;
FLOAT       : [0-9]+ '.' [0-9]* EXP? | '.' [0-9]+ EXP? | [0-9]+ EXP ;
fragment EXP : [eE] [+-]? [0-9]+ ;
STRING      : '"' STRING_CHARS '"' ;
fragment STRING_CHARS : (~["\\\r\n] | '\\' ~[\r\n])* ;

/** Java code tells a documentation comment by its second asterisk. */
COMMENT      : '/*' COMMENT_CHARS '*'+ '/' -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
fragment COMMENT_CHARS : (~'*' | '*'+ ~[*/])* ;
SPACE        : [ \t\r\n\f]+ -> channel(HIDDEN) ;

/*
 * What no valid file contains. Each is shorter than, or listed after, the token that it is a failed attempt at, and
 * together they match everything, so that the lexer itself never has anything to complain about.
 */
UNCLOSED_STRING  : '"' STRING_CHARS '\\'? ;
UNCLOSED_COMMENT : '/*' COMMENT_CHARS '*'* ;
BAD_NUMBER       : '.'? [0-9] [A-Za-z0-9_.]* ([eE] [+-])? ;
BAD_NAME         : [\p{L}_] [\p{L}\p{M}\p{N}_]* ;
BAD_CHARACTER    : . ;
