(define x "ÿş")
